data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "this" {
  for_each = var.keys

  statement {
    sid       = "AccountAdministers"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:root"]
    }
  }

  dynamic "statement" {
    for_each = each.value.services
    iterator = service

    content {
      sid       = "Service${service.key}"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey*", "kms:DescribeKey"]
      resources = ["*"]

      principals {
        type        = "Service"
        identifiers = ["${service.value}.amazonaws.com"]
      }

      condition {
        test     = "StringEquals"
        variable = "kms:CallerAccount"
        values   = [data.aws_caller_identity.current.account_id]
      }
    }
  }
}

resource "aws_kms_key" "this" {
  for_each = var.keys

  description              = coalesce(each.value.description, "${var.prefix} ${each.key}")
  customer_master_key_spec = each.value.spec
  key_usage                = each.value.usage
  enable_key_rotation      = each.value.rotation
  deletion_window_in_days  = 30
  policy                   = data.aws_iam_policy_document.this[each.key].json
}

resource "aws_kms_alias" "this" {
  for_each = aws_kms_key.this

  name          = "alias/${var.prefix}-${each.key}"
  target_key_id = each.value.key_id
}
