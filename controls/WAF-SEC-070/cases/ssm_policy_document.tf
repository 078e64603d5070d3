# A policy document with sources: statements add up, and an override with the same Sid takes one back.

data "aws_iam_policy_document" "agent" {
  statement {
    sid       = "Agent"
    actions   = ["ssm:*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "complete" {
  source_policy_documents = [data.aws_iam_policy_document.agent.json]

  statement {
    sid       = "Messages"
    actions   = ["ssmmessages:*", "ec2messages:*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "denied" {
  statement {
    sid       = "Agent"
    effect    = "Deny"
    actions   = ["ssm:*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "overridden" {
  source_policy_documents   = [data.aws_iam_policy_document.complete.json]
  override_policy_documents = [data.aws_iam_policy_document.denied.json]
}

locals {
  documents = {
    complete   = data.aws_iam_policy_document.complete.json
    minified   = data.aws_iam_policy_document.complete.minified_json
    part       = data.aws_iam_policy_document.agent.json
    overridden = data.aws_iam_policy_document.overridden.json
  }
}

resource "aws_iam_role" "this" {
  for_each           = local.documents
  name               = "worker-${each.key}"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "this" {
  for_each = local.documents
  role     = aws_iam_role.this[each.key].name
  policy   = each.value
}

resource "aws_iam_instance_profile" "this" {
  for_each = local.documents
  role     = aws_iam_role.this[each.key].name
}

resource "aws_instance" "this" {
  for_each             = local.documents
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.this[each.key].name #~ pass ec2-ssm-managed x2 #~ fail ec2-ssm-managed x2
}
