# Profile or role are not in this estate: the finding names what to look up.

variable "profile" {
  type = string
}

data "aws_iam_instance_profile" "golden" {
  name = "golden-image"
}

data "aws_iam_role" "golden" {
  name = "golden-image-role"
}

resource "aws_iam_instance_profile" "over_lookup" {
  name = "over-lookup"
  role = data.aws_iam_role.golden.name
}

resource "aws_iam_instance_profile" "over_name" {
  name = "over-name"
  role = "some-role-of-the-account"
}

resource "aws_instance" "by_lookup" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = data.aws_iam_instance_profile.golden.name #~ undecided ec2-ssm-managed
}

resource "aws_instance" "by_name" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = "golden-image" #~ undecided ec2-ssm-managed
}

resource "aws_instance" "role_by_lookup" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.over_lookup.name #~ undecided ec2-ssm-managed
}

resource "aws_instance" "role_by_name" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.over_name.name #~ undecided ec2-ssm-managed
}

resource "aws_instance" "by_variable" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = var.profile #~ undecided ec2-ssm-managed
}
