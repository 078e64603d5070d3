# A compliant and a non-compliant example of each further check for AWS.

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "us"
  region = "us-east-1"
}

resource "aws_s3_object" "invoices" {
  bucket     = "shop-invoices"
  key        = "2026.csv"
  kms_key_id = aws_kms_key.objects.arn #~ pass s3-bucket-cmk
}

resource "aws_s3_object" "invoices_plain" {
  bucket                 = "shop-invoices"
  key                    = "2025.csv"
  server_side_encryption = "AES256" #~ fail s3-bucket-cmk
}

resource "aws_ebs_volume" "orders" {
  availability_zone = "us-east-1a"
  provider          = aws.us
  size              = 100
  encrypted         = true #~ pass ebs-volume-encrypted
  kms_key_id        = "alias/prod-volumes"
}

resource "aws_ebs_volume" "orders_plain" { #~ fail ebs-volume-encrypted
  availability_zone = "us-east-1a"
  provider          = aws.us
  size              = 100
}

resource "aws_ebs_default_kms_key" "this" {
  key_arn = aws_kms_key.objects.arn #~ pass ebs-default-encryption
}

resource "aws_ebs_encryption_by_default" "this" { #~ pass ebs-default-encryption
  enabled = true
}

resource "aws_ebs_encryption_by_default" "off" {
  provider = aws.us
  enabled  = false #~ fail ebs-default-encryption
}

resource "aws_backup_vault" "orders" {
  name        = "orders"
  kms_key_arn = aws_kms_key.objects.arn #~ pass aws.backup-cmk
}

resource "aws_backup_vault" "orders_service" { #~ fail aws.backup-cmk
  name = "orders-service"
}

resource "aws_kms_key" "objects" {
  description = "objects of the shop"
  policy = jsonencode({ #~ pass kms-key-policy
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "kms:*"
      Resource  = "*"
    }]
  })
}

resource "aws_kms_key" "open" {
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
