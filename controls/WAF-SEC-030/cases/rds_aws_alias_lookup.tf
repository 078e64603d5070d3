# The key that AWS manages, looked up: whichever attribute of the lookup is used, it stays that key.

data "aws_kms_alias" "rds" {
  name = "alias/aws/rds"
}

data "aws_kms_key" "rds" {
  key_id = "alias/aws/rds"
}

resource "aws_db_instance" "target" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = data.aws_kms_alias.rds.target_key_arn #~ fail rds-storage-encrypted
}

resource "aws_db_instance" "alias" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = data.aws_kms_alias.rds.arn #~ fail rds-storage-encrypted
}

resource "aws_db_instance" "key" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = data.aws_kms_key.rds.arn #~ fail rds-storage-encrypted
}
