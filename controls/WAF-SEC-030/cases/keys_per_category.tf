# One key for each category of data and environment.

variable "environment" { type = string }

resource "aws_kms_key" "databases" { #~ pass cmk-per-category
}

resource "aws_kms_key" "mixed" { #~ fail cmk-per-category
}

resource "aws_kms_key" "by_tag" { #~ fail cmk-per-category
}

resource "aws_kms_key" "environments" { #~ fail cmk-per-category
}

resource "aws_kms_key" "open" { #~ undecided cmk-per-category
}

resource "aws_kms_key" "unused" { #~ na cmk-per-category
}

resource "aws_db_instance" "orders" {
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = aws_kms_key.databases.arn
}

# A cache of a database's data, and a backup of it.
resource "aws_elasticache_replication_group" "orders" {
  replication_group_id       = "orders"
  description                = "orders"
  at_rest_encryption_enabled = true
  kms_key_id                 = aws_kms_alias.databases.target_key_arn
}

resource "aws_kms_alias" "databases" {
  name          = "alias/databases"
  target_key_id = aws_kms_key.databases.key_id
}

resource "aws_backup_vault" "orders" {
  name        = "orders"
  kms_key_arn = aws_kms_key.databases.arn
}

resource "aws_db_instance" "mixed" {
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = aws_kms_key.mixed.arn
}

resource "aws_s3_bucket" "mixed" {
  bucket = "shop-mixed"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "mixed" {
  bucket = aws_s3_bucket.mixed.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.mixed.arn
    }
  }
}

resource "aws_sqs_queue" "personal" {
  kms_master_key_id = aws_kms_key.by_tag.id
  tags              = { data-classification = "personal" }
}

resource "aws_sqs_queue" "public" {
  kms_master_key_id = aws_kms_key.by_tag.id
  tags              = { data-classification = "public" }
}

resource "aws_secretsmanager_secret" "prod" {
  kms_key_id = aws_kms_key.environments.arn
  tags       = { Environment = "prod" }
}

resource "aws_secretsmanager_secret" "test" {
  kms_key_id = aws_kms_key.environments.arn
  tags       = { Environment = "test" }
}

resource "aws_cloudwatch_log_group" "one" {
  kms_key_id = aws_kms_key.open.arn
  tags       = { Environment = "prod" }
}

resource "aws_cloudwatch_log_group" "two" {
  kms_key_id = aws_kms_key.open.arn
  tags       = { Environment = var.environment }
}
