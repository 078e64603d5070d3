# AWS's policy through a lookup by ARN or by name: an account always has the policy of that name. The partition is looked up as well.

data "aws_partition" "current" {}

data "aws_iam_policy" "by_arn" {
  arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

data "aws_iam_policy" "by_name" {
  name = "AmazonSSMManagedInstanceCore"
}

locals {
  policies = {
    arn       = data.aws_iam_policy.by_arn.arn
    name      = data.aws_iam_policy.by_name.arn
    partition = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
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
  name     = "worker-${each.key}"
  role     = aws_iam_role.this[each.key].name
}

resource "aws_instance" "this" {
  for_each             = local.policies
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.this[each.key].name #~ pass ec2-ssm-managed x3
}
