# The id or ARN of a key that is not in the code: taken for a customer's key, which the finding states as its assumption.

resource "aws_db_instance" "by_arn" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = "arn:aws:kms:eu-central-1:111122223333:key/2f3c1f4e-5d0c-4c53-9d5e-0b6a2b1c9f10" #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "by_id" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = "2f3c1f4e-5d0c-4c53-9d5e-0b6a2b1c9f10" #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "by_multi_region_id" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = "mrk-8a1d0c52b7f04c0e9f6a3d2b1e5c7a90" #~ pass rds-storage-encrypted
}
