# Blocks that are there where a key is given: nobody knows before apply that the ARN is not null, and it is the key all the same.

variable "switch" { type = bool }

resource "aws_kms_key" "data" {
  enable_key_rotation = true
}

module "with_key" {
  source = "./store"
  key    = aws_kms_key.data.arn
}

module "without" {
  source = "./store"
}

module "aws_key" {
  source = "./store"
  key    = "alias/aws/ecr"
}

module "open" {
  source = "./store"
  key    = var.switch ? aws_kms_key.data.arn : null
}

#--- store/main.tf
variable "key" {
  type    = string
  default = null
}

resource "aws_ecr_repository" "this" { #~ fail aws.data-store-cmk x1
  name = "shop"

  dynamic "encryption_configuration" {
    for_each = var.key == null ? [] : [var.key]

    content {
      encryption_type = "KMS"                          #~ undecided aws.data-store-cmk x1
      kms_key         = encryption_configuration.value #~ fail aws.data-store-cmk x1 #~ pass aws.data-store-cmk x1
    }
  }
}

resource "aws_s3_bucket" "this" { #~ pass s3-bucket-cmk x1 #~ fail s3-bucket-cmk x2 #~ undecided s3-bucket-cmk x1
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  bucket = aws_s3_bucket.this.id

  dynamic "rule" {
    for_each = var.key == null ? [] : [var.key]

    content {
      apply_server_side_encryption_by_default {
        sse_algorithm     = "aws:kms"
        kms_master_key_id = rule.value
      }
    }
  }
}
