# Buckets of modules, each with the configuration of its own instance.

module "logs" {
  source = "./bucket"
  name   = "shop-logs"
  key    = "alias/aws/s3"
}

module "data" {
  source   = "./bucket"
  for_each = toset(["orders", "invoices"])
  name     = "shop-${each.key}"
  key      = aws_kms_key.data[each.key].arn
}

resource "aws_kms_key" "data" {
  for_each            = toset(["orders", "invoices"])
  enable_key_rotation = true
}

resource "aws_s3_directory_bucket" "express" { #~ pass s3-bucket-cmk
  bucket = "shop--euc1-az1--x-s3"

  location {
    name = "euc1-az1"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "express" {
  bucket = aws_s3_directory_bucket.express.bucket

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data["orders"].arn
    }
  }
}

#--- bucket/main.tf
variable "name" { type = string }
variable "key" { type = string }

resource "aws_s3_bucket" "this" { #~ fail s3-bucket-cmk x1 #~ pass s3-bucket-cmk x2
  count  = 1
  bucket = var.name
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  count  = 1
  bucket = aws_s3_bucket.this[0].id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.key
    }
  }
}
