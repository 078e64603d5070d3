# Key policies: written inline, as a resource of their own, as a document, and grants.

data "aws_caller_identity" "current" {}

resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = "{}"
}

variable "user" { type = string }

# KMS attaches its default.
resource "aws_kms_key" "none" { #~ pass kms-key-policy
}

resource "aws_kms_key" "named" {
  policy = jsonencode({ #~ pass kms-key-policy
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Effect    = "Allow"
        Principal = { AWS = aws_iam_role.app.arn }
        Action    = ["kms:Encrypt", "kms:Decrypt"]
        Resource  = "*"
      },
    ]
  })
}

# Whichever account: AWS takes no wildcard inside a principal's ARN.
resource "aws_kms_key" "of_some_account" {
  policy = jsonencode({ #~ pass kms-key-policy
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = ["arn:aws:iam::${var.user}:root", "arn:aws:iam::111122223333:root"] }
        Action    = "kms:*"
        Resource  = "*"
      },
    ]
  })
}

resource "aws_kms_key" "of_some_account_and_somebody" {
  policy = jsonencode({ #~ undecided kms-key-policy
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = ["arn:aws:iam::${var.user}:root", var.user] }
        Action    = "kms:*"
        Resource  = "*"
      },
    ]
  })
}

resource "aws_kms_key" "everybody" {
  policy = <<-JSON #~ fail kms-key-policy
    {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "kms:*", "Resource": "*"}]}
  JSON
}

resource "aws_kms_key" "bounded" {
  policy = jsonencode({ #~ pass kms-key-policy
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "kms:*"
      Resource  = "*"
      Condition = { StringEquals = { "kms:CallerAccount" = data.aws_caller_identity.current.account_id } }
    }]
  })
}

resource "aws_kms_key" "looks_bounded" {
  policy = jsonencode({ #~ fail kms-key-policy
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "*" }
      Action    = "kms:*"
      Resource  = "*"
      Condition = { StringEquals = { "kms:ViaService" = "s3.eu-central-1.amazonaws.com" } }
    }]
  })
}

data "aws_iam_policy_document" "named" {
  statement {
    effect    = "Allow"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.current.account_id}:root", aws_iam_role.app.arn]
    }
  }

  statement {
    effect    = "Deny"
    actions   = ["kms:ScheduleKeyDeletion"]
    resources = ["*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

data "aws_iam_policy_document" "open" {
  source_policy_documents = [data.aws_iam_policy_document.named.json]

  statement {
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

data "aws_iam_policy_document" "input" {
  statement {
    actions   = ["kms:Decrypt"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [var.user]
    }
  }
}

resource "aws_kms_key" "document" {
  policy = data.aws_iam_policy_document.named.json #~ pass kms-key-policy
}

resource "aws_kms_replica_external_key" "open" {
  primary_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab"
  policy          = data.aws_iam_policy_document.open.json #~ fail kms-key-policy
}

resource "aws_kms_external_key" "input" {
  policy = data.aws_iam_policy_document.input.json #~ undecided kms-key-policy
}

# The policy that is attached speaks for the key.
resource "aws_kms_key" "attached" { #~ pass kms-key-policy
}

resource "aws_kms_key_policy" "attached" {
  key_id = aws_kms_key.attached.key_id
  policy = jsonencode({ #~ fail kms-key-policy
    Statement = [{ Effect = "Allow", NotPrincipal = { AWS = "111122223333" }, Action = "kms:*", Resource = "*" }]
  })
}

resource "aws_kms_key_policy" "no_json" {
  key_id = "1234abcd-12ab-34cd-56ef-1234567890ab"
  policy = "{" #~ undecided kms-key-policy
}

resource "aws_kms_grant" "role" {
  key_id            = aws_kms_key.document.key_id
  grantee_principal = aws_iam_role.app.arn #~ pass kms-key-policy
  operations        = ["Decrypt"]
}

resource "aws_kms_grant" "input" {
  key_id            = aws_kms_key.document.key_id
  grantee_principal = var.user #~ undecided kms-key-policy
  operations        = ["Decrypt"]
}

resource "aws_kms_grant" "pattern" {
  key_id            = aws_kms_key.document.key_id
  grantee_principal = "arn:aws:iam::111122223333:role/*" #~ fail kms-key-policy
  operations        = ["Decrypt"]
}
