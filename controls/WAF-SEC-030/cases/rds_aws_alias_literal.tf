# Names and ARNs below `alias/aws/` are keys that AWS manages.

resource "aws_db_instance" "alias_name" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = "alias/aws/rds" #~ fail rds-storage-encrypted
}

resource "aws_db_instance" "alias_arn" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = "arn:aws:kms:eu-central-1:111122223333:alias/aws/rds" #~ fail rds-storage-encrypted
}

resource "aws_db_instance" "alias_arn_china" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = "arn:aws-cn:kms:cn-north-1:111122223333:alias/aws/rds" #~ fail rds-storage-encrypted
}
