# Which alias is looked up depends on an input that nobody set.

variable "kms_alias" {
  type = string
}

data "aws_kms_alias" "chosen" {
  name = var.kms_alias
}

resource "aws_db_instance" "orders" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = data.aws_kms_alias.chosen.target_key_arn #~ undecided rds-storage-encrypted
}
