# A key alone encrypts nothing: `storage_encrypted` has to be true.

resource "aws_kms_key" "db" {
  enable_key_rotation = true #~ pass kms-key-rotation
}

resource "aws_db_instance" "off" {
  engine            = "mysql"
  instance_class    = "db.t3.small"
  storage_encrypted = false #~ fail rds-storage-encrypted
  kms_key_id        = aws_kms_key.db.arn
}

resource "aws_db_instance" "unset" { #~ fail rds-storage-encrypted
  engine         = "mysql"
  instance_class = "db.t3.small"
  kms_key_id     = aws_kms_key.db.arn
}

resource "aws_db_instance" "null_encryption" {
  engine            = "mysql"
  instance_class    = "db.t3.small"
  storage_encrypted = null #~ fail rds-storage-encrypted
  kms_key_id        = aws_kms_key.db.arn
}
