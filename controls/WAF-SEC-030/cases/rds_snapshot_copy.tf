# The way out of an unencrypted database: a copy of its snapshot takes the key that it names, and what is restored from it too.

resource "aws_kms_key" "db" {
  enable_key_rotation = true #~ pass kms-key-rotation
}

resource "aws_db_instance" "stock" { #~ fail rds-storage-encrypted
  identifier     = "stock"
  engine         = "postgres"
  instance_class = "db.t3.small"
}

resource "aws_db_snapshot" "stock" { #~ fail aws.backup-cmk
  db_instance_identifier = aws_db_instance.stock.identifier
  db_snapshot_identifier = "stock-plain"
}

resource "aws_db_snapshot_copy" "encrypted" {
  source_db_snapshot_identifier = aws_db_snapshot.stock.db_snapshot_arn
  target_db_snapshot_identifier = "stock-encrypted"
  kms_key_id                    = aws_kms_key.db.arn #~ pass aws.backup-cmk
}

resource "aws_db_snapshot_copy" "aws_key" {
  source_db_snapshot_identifier = aws_db_snapshot.stock.db_snapshot_arn
  target_db_snapshot_identifier = "stock-aws-key"
  kms_key_id                    = "alias/aws/rds" #~ fail aws.backup-cmk
}

resource "aws_db_snapshot_copy" "plain" { #~ fail aws.backup-cmk
  source_db_snapshot_identifier = aws_db_snapshot.stock.db_snapshot_arn
  target_db_snapshot_identifier = "stock-copy"
}

resource "aws_db_instance" "stock_encrypted" { #~ pass rds-storage-encrypted
  identifier          = "stock-encrypted"
  instance_class      = "db.t3.small"
  snapshot_identifier = aws_db_snapshot_copy.encrypted.id
}
