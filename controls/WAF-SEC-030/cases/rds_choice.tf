# A conditional between a key of one's own and none: decided by what its condition says, not by the key that appears in it.

variable "use_own_key" {
  type = bool
}

variable "environment" {
  type    = string
  default = "dev"
}

resource "aws_kms_key" "db" {
  enable_key_rotation = true #~ pass kms-key-rotation
}

resource "aws_db_instance" "open_choice" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = var.use_own_key ? aws_kms_key.db.arn : null #~ undecided rds-storage-encrypted
}

resource "aws_db_instance" "prod_only" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = var.environment == "prod" ? aws_kms_key.db.arn : "alias/aws/rds" #~ fail rds-storage-encrypted
}

resource "aws_db_instance" "not_prod" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = var.environment != "prod" ? aws_kms_key.db.arn : "alias/aws/rds" #~ pass rds-storage-encrypted
}

# The key's own attribute decides, and the decision is against it.
resource "aws_db_instance" "decided_by_the_key" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = aws_kms_key.db.enable_key_rotation ? "alias/aws/rds" : aws_kms_key.db.arn #~ fail rds-storage-encrypted
}
