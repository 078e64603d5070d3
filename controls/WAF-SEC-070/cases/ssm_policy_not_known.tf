# The policy hangs on an input that nobody set, or cannot be read as a policy.

variable "extra_actions" {
  type = list(string)
}

variable "policy" {
  type = string
}

data "aws_iam_policy_document" "open" {
  statement {
    actions   = var.extra_actions
    resources = ["*"]
  }
}

locals {
  policies = {
    document = data.aws_iam_policy_document.open.json
    text     = var.policy
  }
}

resource "aws_iam_role" "this" {
  for_each           = toset(["document", "text"])
  name               = "worker-${each.key}"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "this" {
  for_each = toset(["document", "text"])
  role     = aws_iam_role.this[each.key].name
  policy   = local.policies[each.key]
}

resource "aws_iam_instance_profile" "this" {
  for_each = toset(["document", "text"])
  role     = aws_iam_role.this[each.key].name
}

resource "aws_instance" "this" {
  for_each             = toset(["document", "text"])
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.this[each.key].name #~ undecided ec2-ssm-managed x2
}
