# Policies of which only the ARNs wait for apply: what they allow can be read all the same.

variable "account" {
  type = string
}

resource "aws_s3_bucket" "data" {
  bucket_prefix = "data"
}

data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.data.arn}/*"]
  }
}

resource "aws_iam_role" "reader" {
  name = "reader"
  assume_role_policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com", AWS = var.account } }]
  })
}

resource "aws_iam_role_policy" "encoded" {
  role = aws_iam_role.reader.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:ListBucket"], Resource = aws_s3_bucket.data.arn }]
  })
}

resource "aws_iam_role_policy" "heredoc" {
  role   = aws_iam_role.reader.name
  policy = <<-EOT
    {"Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": "arn:aws:sqs:eu-central-1:${var.account}:jobs"}]}
  EOT
}

resource "aws_iam_role_policy" "document" {
  role   = aws_iam_role.reader.name
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_iam_instance_profile" "reader" {
  role = aws_iam_role.reader.name
}

resource "aws_instance" "reader" {
  iam_instance_profile = aws_iam_instance_profile.reader.name #~ fail ec2-ssm-managed
}

# What is not known here may be an action that counts.
resource "aws_iam_role" "open" {
  name               = "open"
  assume_role_policy = "{}"
}

variable "action" {
  type = string
}

resource "aws_iam_role_policy" "open" {
  role   = aws_iam_role.open.name
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = [var.action], Resource = "*" }] })
}

resource "aws_iam_instance_profile" "open" {
  role = aws_iam_role.open.name
}

resource "aws_instance" "open" {
  iam_instance_profile = aws_iam_instance_profile.open.name #~ undecided ec2-ssm-managed
}

# Whole statements may be anything.
variable "statements" {
  type = string
}

resource "aws_iam_role" "any" {
  name               = "any"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "any" {
  role   = aws_iam_role.any.name
  policy = "{\"Statement\": ${var.statements}}"
}

resource "aws_iam_instance_profile" "any" {
  role = aws_iam_role.any.name
}

resource "aws_instance" "any" {
  iam_instance_profile = aws_iam_instance_profile.any.name #~ undecided ec2-ssm-managed
}
