# No profile, in three ways of saying so.

resource "aws_instance" "null_profile" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = null #~ fail ec2-ssm-managed
}

resource "aws_instance" "empty_profile" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = "" #~ fail ec2-ssm-managed
}

variable "profile" {
  type    = string
  default = null
}

resource "aws_instance" "default_profile" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = var.profile #~ fail ec2-ssm-managed
}
