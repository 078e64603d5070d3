# A restore to a point in time takes its source's storage; a source given by its resource id is not to be found here.

resource "aws_db_instance" "orders" {
  identifier        = "orders"
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = "alias/shop-db" #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "orders_yesterday" { #~ pass rds-storage-encrypted
  identifier     = "orders-yesterday"
  instance_class = "db.t3.small"

  restore_to_point_in_time {
    source_db_instance_identifier = aws_db_instance.orders.identifier
    use_latest_restorable_time    = true
  }
}

resource "aws_db_instance" "gone" { #~ undecided rds-storage-encrypted
  identifier     = "gone"
  instance_class = "db.t3.small"

  restore_to_point_in_time {
    source_dbi_resource_id     = "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    use_latest_restorable_time = true
  }
}
