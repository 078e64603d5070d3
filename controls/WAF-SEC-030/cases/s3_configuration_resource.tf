# A bucket's encryption stands in a resource of its own, which names the bucket by reference or by name.

resource "aws_kms_key" "objects" {
  enable_key_rotation = true
}

resource "aws_s3_bucket" "by_reference" { #~ pass s3-bucket-cmk
  bucket = "shop-by-reference"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "by_reference" {
  bucket = aws_s3_bucket.by_reference.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.objects.arn
    }
  }
}

resource "aws_s3_bucket" "by_name" { #~ pass s3-bucket-cmk
  bucket = "shop-by-name"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "by_name" {
  bucket = "shop-by-name"

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms:dsse"
      kms_master_key_id = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    }
  }
}

# By way of another resource, which waits for it so.
resource "aws_s3_bucket" "by_way" { #~ pass s3-bucket-cmk
  bucket = "shop-by-way"
}

resource "aws_s3_bucket_versioning" "by_way" {
  bucket = aws_s3_bucket.by_way.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "by_way" {
  bucket = aws_s3_bucket_versioning.by_way.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.objects.arn
    }
  }
}

resource "aws_s3_bucket" "aes" { #~ fail s3-bucket-cmk
  bucket = "shop-aes"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "aes" {
  bucket = aws_s3_bucket.aes.bucket

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

# Without a key, S3 takes `aws/s3`.
resource "aws_s3_bucket" "no_key" { #~ fail s3-bucket-cmk
  bucket = "shop-no-key"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "no_key" {
  bucket = aws_s3_bucket.no_key.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
    }
  }
}

resource "aws_s3_bucket" "aws_key" { #~ fail s3-bucket-cmk
  bucket = "shop-aws-key"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "aws_key" {
  bucket = aws_s3_bucket.aws_key.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "alias/aws/s3"
    }
  }
}

# The service's default is a key that AWS owns.
resource "aws_s3_bucket" "nothing" { #~ fail s3-bucket-cmk
  bucket = "shop-nothing"
}
