# Profile, role and attachment find one another by name, by id, and by names that only apply will know.

resource "aws_iam_role" "named" {
  name               = "worker"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "prefixed" {
  name_prefix        = "worker-"
  assume_role_policy = "{}"
}

resource "aws_iam_instance_profile" "named" {
  name = "worker"
  role = "worker"
}

resource "aws_iam_instance_profile" "prefixed" {
  name_prefix = "worker-"
  role        = aws_iam_role.prefixed.id
}

resource "aws_iam_role_policy_attachment" "named" {
  role       = "worker"
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_role_policy_attachment" "prefixed" {
  role       = aws_iam_role.prefixed.id
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_instance" "by_name" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = "worker" #~ pass ec2-ssm-managed
}

resource "aws_instance" "by_id" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.prefixed.id #~ pass ec2-ssm-managed
}
