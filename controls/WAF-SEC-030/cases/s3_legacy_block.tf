# Before version 4 of the provider the block stood in the bucket.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "3.76.1"
    }
  }
}

resource "aws_kms_key" "objects" {
  enable_key_rotation = true
}

resource "aws_s3_bucket" "kms" {
  bucket = "shop-kms"

  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm     = "aws:kms"
        kms_master_key_id = aws_kms_key.objects.key_id #~ pass s3-bucket-cmk
      }
    }
  }
}

resource "aws_s3_bucket" "aes" {
  bucket = "shop-aes"

  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = "AES256" #~ fail s3-bucket-cmk
      }
    }
  }
}

resource "aws_s3_bucket" "no_key" {
  bucket = "shop-no-key"

  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default { #~ fail s3-bucket-cmk
        sse_algorithm = "aws:kms"
      }
    }
  }
}
