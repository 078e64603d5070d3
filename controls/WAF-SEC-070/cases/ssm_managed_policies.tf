# AWS's own policies that grant it: in other partitions, the old role for SSM, and all rights there are.

locals {
  policies = {
    gov   = "arn:aws-us-gov:iam::aws:policy/AmazonSSMManagedInstanceCore"
    china = "arn:aws-cn:iam::aws:policy/AmazonSSMManagedInstanceCore"
    old   = "arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM"
    admin = "arn:aws:iam::aws:policy/AdministratorAccess"
  }
}

resource "aws_iam_role" "this" {
  for_each           = local.policies
  name               = "worker-${each.key}"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each   = local.policies
  role       = aws_iam_role.this[each.key].name
  policy_arn = each.value
}

resource "aws_iam_instance_profile" "this" {
  for_each = local.policies
  role     = aws_iam_role.this[each.key].name
}

resource "aws_instance" "this" {
  for_each             = local.policies
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.this[each.key].name #~ pass ec2-ssm-managed x4
}
