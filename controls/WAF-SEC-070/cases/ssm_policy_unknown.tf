# The policy is an input that nobody set, or the customer's own and not in this estate, even if it bears the well-known name.

variable "policy_arn" {
  type = string
}

locals {
  policies = {
    input    = var.policy_arn
    own      = "arn:aws:iam::111122223333:policy/instance-baseline"
    namesake = "arn:aws:iam::111122223333:policy/AmazonSSMManagedInstanceCore"
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
  iam_instance_profile = aws_iam_instance_profile.this[each.key].name #~ undecided ec2-ssm-managed x3
}
