# An alias of one's own, as a resource, looked up, or by name, is a key of one's own.

resource "aws_kms_key" "db" {
  enable_key_rotation = true #~ pass kms-key-rotation
}

resource "aws_kms_alias" "db" {
  name          = "alias/shop-db"
  target_key_id = aws_kms_key.db.key_id
}

data "aws_kms_alias" "platform" {
  name = "alias/platform-db"
}

data "aws_kms_key" "platform" {
  key_id = "alias/platform-db"
}

resource "aws_db_instance" "alias_resource" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = aws_kms_alias.db.target_key_arn #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "alias_lookup" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = data.aws_kms_alias.platform.target_key_arn #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "key_lookup" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = data.aws_kms_key.platform.arn #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "alias_name" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = "alias/platform-db" #~ pass rds-storage-encrypted
}
