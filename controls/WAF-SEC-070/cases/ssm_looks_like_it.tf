# Policies that name the right actions and still do not grant them: denied, bounded to a resource, bounded by a condition, half a wildcard.

locals {
  all = ["ssm:*", "ssmmessages:*", "ec2messages:*"]
  statements = {
    denied = [
      { Effect = "Deny", Action = local.all, Resource = "*" },
    ]
    taken_back = [
      { Effect = "Allow", Action = local.all, Resource = "*" },
      { Effect = "Deny", Action = "ssm:UpdateInstanceInformation", Resource = "*" },
    ]
    bounded = [
      { Effect = "Allow", Action = local.all, Resource = "arn:aws:ec2:eu-central-1:111122223333:instance/i-0abc" },
    ]
    read_only = [
      { Effect = "Allow", Action = ["ssm:Get*", "ssm:List*", "ssm:Describe*", "ssmmessages:*", "ec2messages:*"], Resource = "*" },
    ]
    all_but = [
      { Effect = "Allow", NotAction = ["ssm:*"], Resource = "*" },
    ]
  }
}

resource "aws_iam_role" "this" {
  for_each           = local.statements
  name               = "worker-${each.key}"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "this" {
  for_each = local.statements
  name     = "ssm"
  role     = aws_iam_role.this[each.key].name
  policy   = jsonencode({ Version = "2012-10-17", Statement = each.value })
}

resource "aws_iam_instance_profile" "this" {
  for_each = local.statements
  role     = aws_iam_role.this[each.key].name
}

resource "aws_instance" "this" {
  for_each             = local.statements
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.this[each.key].name #~ fail ec2-ssm-managed x5
}
