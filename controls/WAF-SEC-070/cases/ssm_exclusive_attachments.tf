# Exclusive resources attach what they list and take away what they do not.

resource "aws_iam_role" "listed" {
  name               = "worker-listed"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "not_listed" {
  name               = "worker-not-listed"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "inline_kept" {
  name               = "worker-inline-kept"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "inline_removed" {
  name               = "worker-inline-removed"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachments_exclusive" "listed" {
  role_name   = aws_iam_role.listed.name
  policy_arns = ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"]
}

resource "aws_iam_role_policy_attachments_exclusive" "not_listed" {
  role_name   = aws_iam_role.not_listed.name
  policy_arns = ["arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy"]
}

locals {
  ssm_policy = jsonencode({
    Version = "2012-10-17"
    Statement = {
      Effect   = "Allow"
      Action   = ["ssm:*", "ssmmessages:*", "ec2messages:*"]
      Resource = "*"
    }
  })
}

resource "aws_iam_role_policy" "kept" {
  name   = "ssm"
  role   = aws_iam_role.inline_kept.name
  policy = local.ssm_policy
}

resource "aws_iam_role_policies_exclusive" "kept" {
  role_name    = aws_iam_role.inline_kept.name
  policy_names = [aws_iam_role_policy.kept.name]
}

resource "aws_iam_role_policy" "removed" {
  name   = "ssm"
  role   = aws_iam_role.inline_removed.name
  policy = local.ssm_policy
}

resource "aws_iam_role_policies_exclusive" "removed" {
  role_name    = aws_iam_role.inline_removed.name
  policy_names = []
}

resource "aws_iam_instance_profile" "listed" {
  role = aws_iam_role.listed.name
}

resource "aws_iam_instance_profile" "not_listed" {
  role = aws_iam_role.not_listed.name
}

resource "aws_iam_instance_profile" "inline_kept" {
  role = aws_iam_role.inline_kept.name
}

resource "aws_iam_instance_profile" "inline_removed" {
  role = aws_iam_role.inline_removed.name
}

resource "aws_instance" "listed" {
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.listed.name #~ pass ec2-ssm-managed
}

resource "aws_instance" "not_listed" {
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.not_listed.name #~ fail ec2-ssm-managed
}

resource "aws_instance" "inline_kept" {
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.inline_kept.name #~ pass ec2-ssm-managed
}

resource "aws_instance" "inline_removed" {
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.inline_removed.name #~ fail ec2-ssm-managed
}
