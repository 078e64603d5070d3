# An override file has the last word, argument by argument.

resource "aws_kms_key" "db" {
  enable_key_rotation = false
}

resource "aws_db_instance" "orders" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = aws_kms_key.db.arn
}

resource "aws_db_instance" "stock" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = false
  kms_key_id        = aws_kms_key.db.arn #~ pass rds-storage-encrypted
}
#--- local_override.tf
resource "aws_kms_key" "db" {
  enable_key_rotation = true #~ pass kms-key-rotation
}

resource "aws_db_instance" "orders" {
  storage_encrypted = false #~ fail rds-storage-encrypted
}

resource "aws_db_instance" "stock" {
  storage_encrypted = true
}
