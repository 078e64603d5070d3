# An object is encrypted as its bucket is, unless it names an algorithm or a key itself.

resource "aws_s3_bucket" "kms" { #~ pass s3-bucket-cmk
  bucket = "shop-kms"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "kms" {
  bucket = aws_s3_bucket.kms.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = "alias/shop"
    }
  }
}

resource "aws_s3_bucket" "plain" { #~ fail s3-bucket-cmk
  bucket = "shop-plain"
}

resource "aws_s3_object" "as_bucket" { #~ pass s3-bucket-cmk
  bucket = aws_s3_bucket.kms.id
  key    = "prices.csv"
}

resource "aws_s3_bucket_object" "as_plain_bucket" { #~ fail s3-bucket-cmk
  bucket = "shop-plain"
  key    = "prices.csv"
}

resource "aws_s3_object" "own_key" {
  bucket     = aws_s3_bucket.plain.id
  key        = "secret.csv"
  kms_key_id = "arn:aws:kms:eu-central-1:111122223333:alias/shop" #~ pass s3-bucket-cmk
}

# It overrides the bucket.
resource "aws_s3_object" "own_algorithm" {
  bucket                 = aws_s3_bucket.kms.id
  key                    = "open.csv"
  server_side_encryption = "AES256" #~ fail s3-bucket-cmk
}

resource "aws_s3_object_copy" "aws_key" { #~ fail s3-bucket-cmk
  bucket                 = aws_s3_bucket.kms.id
  key                    = "copy.csv"
  source                 = "shop-kms/prices.csv"
  server_side_encryption = "aws:kms"
}

resource "aws_s3_object_copy" "own_key" {
  bucket                 = aws_s3_bucket.plain.id
  key                    = "copy.csv"
  source                 = "shop-kms/prices.csv"
  server_side_encryption = "aws:kms"
  kms_key_id             = "alias/shop" #~ pass s3-bucket-cmk
}

resource "aws_s3_object" "elsewhere" { #~ undecided s3-bucket-cmk
  bucket = "bucket-of-somebody-else"
  key    = "prices.csv"
}
