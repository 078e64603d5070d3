# Restored from a snapshot that is only looked up or named: nobody here knows how it was encrypted.

data "aws_db_snapshot" "latest" {
  db_instance_identifier = "orders"
  most_recent            = true
}

resource "aws_db_instance" "by_lookup" { #~ undecided rds-storage-encrypted
  instance_class      = "db.t3.small"
  snapshot_identifier = data.aws_db_snapshot.latest.id
}

resource "aws_db_instance" "by_name" { #~ undecided rds-storage-encrypted
  instance_class      = "db.t3.small"
  snapshot_identifier = "rds:orders-2024-06-01-03-10"
  storage_encrypted   = true
}

resource "aws_db_snapshot" "legacy" { #~ undecided aws.backup-cmk
  db_instance_identifier = "legacy"
  db_snapshot_identifier = "legacy-last"
}
