# The key goes through locals, a lookup by environment and a string made of its parts.

variable "environment" {
  type    = string
  default = "staging"
}

locals {
  keys = {
    prod    = aws_kms_key.prod.arn
    staging = "alias/aws/rds"
  }
  database_key = local.keys[var.environment]
  prod_key_id  = split("/", aws_kms_key.prod.arn)[1]
}

resource "aws_kms_key" "prod" {
  enable_key_rotation = true #~ pass kms-key-rotation
}

resource "aws_db_instance" "by_environment" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = local.database_key #~ fail rds-storage-encrypted
}

resource "aws_db_instance" "prod" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = lookup(local.keys, "prod", "alias/aws/rds") #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "by_part" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = "arn:aws:kms:eu-central-1:111122223333:key/${local.prod_key_id}" #~ pass rds-storage-encrypted
}
