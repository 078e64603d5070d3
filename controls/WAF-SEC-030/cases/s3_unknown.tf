# What cannot be seen leaves a bucket undecided: an input, a configuration whose bucket is not known, blocks of an unknown number.

variable "key" { type = string }
variable "algorithm" { type = string }
variable "rules" { type = list(string) }
variable "bucket" { type = string }

resource "aws_s3_bucket" "key" { #~ undecided s3-bucket-cmk
  bucket = "shop-key"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "key" {
  bucket = aws_s3_bucket.key.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = var.key
    }
  }
}

resource "aws_s3_bucket" "algorithm" { #~ undecided s3-bucket-cmk
  bucket = "shop-algorithm"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "algorithm" {
  bucket = aws_s3_bucket.algorithm.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = var.algorithm
      kms_master_key_id = "alias/shop"
    }
  }
}

# Whatever the algorithm is, the key is AWS's.
resource "aws_s3_bucket" "certain" { #~ fail s3-bucket-cmk
  bucket = "shop-certain"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "certain" {
  bucket = aws_s3_bucket.certain.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = var.algorithm
      kms_master_key_id = "alias/aws/s3"
    }
  }
}

resource "aws_s3_bucket" "rules" { #~ undecided s3-bucket-cmk
  bucket = "shop-rules"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "rules" {
  bucket = aws_s3_bucket.rules.id

  dynamic "rule" {
    for_each = var.rules
    content {
      apply_server_side_encryption_by_default {
        sse_algorithm     = "aws:kms"
        kms_master_key_id = rule.value
      }
    }
  }
}

# It may be that of this bucket.
resource "aws_s3_bucket" "open" { #~ undecided s3-bucket-cmk
  bucket = "shop-open"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "open" {
  bucket = var.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "alias/shop"
    }
  }
}
