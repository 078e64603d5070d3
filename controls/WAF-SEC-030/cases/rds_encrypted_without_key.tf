# Encrypted, but no key is named: RDS takes `aws/rds`, which AWS manages. Null is the same as nothing.

resource "aws_db_instance" "unset" { #~ fail rds-storage-encrypted
  identifier        = "unset"
  engine            = "mysql"
  instance_class    = "db.t3.small"
  storage_encrypted = true
}

resource "aws_db_instance" "null_key" {
  identifier        = "null-key"
  engine            = "mysql"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = null #~ fail rds-storage-encrypted
}

resource "aws_db_instance" "empty_key" {
  identifier        = "empty-key"
  engine            = "mysql"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = "" #~ fail rds-storage-encrypted
}
