# Terraform converts the strings "true" and "false" where a bool is wanted.

resource "aws_kms_key" "db" {
  enable_key_rotation = "true" #~ pass kms-key-rotation
}

resource "aws_db_instance" "quoted_true" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = "true"
  kms_key_id        = aws_kms_key.db.arn #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "quoted_false" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = "false" #~ fail rds-storage-encrypted
  kms_key_id        = aws_kms_key.db.arn
}
