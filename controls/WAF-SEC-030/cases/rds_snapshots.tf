# A snapshot is as encrypted as what it was taken of, and so is what is restored from it.

resource "aws_db_instance" "orders" {
  identifier        = "orders"
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = "alias/shop-db" #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "stock" {
  identifier        = "stock"
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = false #~ fail rds-storage-encrypted
}

resource "aws_db_snapshot" "orders" { #~ pass aws.backup-cmk
  db_instance_identifier = aws_db_instance.orders.identifier
  db_snapshot_identifier = "orders-before-migration"
}

resource "aws_db_snapshot" "stock" { #~ fail aws.backup-cmk
  db_instance_identifier = aws_db_instance.stock.identifier
  db_snapshot_identifier = "stock-before-migration"
}

resource "aws_db_instance" "orders_restored" { #~ pass rds-storage-encrypted
  identifier          = "orders-restored"
  instance_class      = "db.t3.small"
  snapshot_identifier = aws_db_snapshot.orders.id
}

resource "aws_db_instance" "stock_restored" { #~ fail rds-storage-encrypted
  identifier          = "stock-restored"
  instance_class      = "db.t3.small"
  snapshot_identifier = aws_db_snapshot.stock.db_snapshot_identifier
}
