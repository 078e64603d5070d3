# Keys of one's own need not be an `aws_kms_key`: replicas and keys with imported material belong to the customer as well.

resource "aws_kms_key" "primary" {
  multi_region        = true
  enable_key_rotation = true #~ pass kms-key-rotation
}

resource "aws_kms_replica_key" "here" { #~ pass kms-key-rotation
  primary_key_arn = aws_kms_key.primary.arn
}

resource "aws_kms_external_key" "imported" { #~ na kms-key-rotation
  description = "Material from the vault in the cellar"
}

resource "aws_db_instance" "replica_key" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = aws_kms_replica_key.here.arn #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "external_key" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = aws_kms_external_key.imported.arn #~ pass rds-storage-encrypted
}
