# A read replica holds what its source holds, however it names the source.

resource "aws_db_instance" "orders" {
  identifier        = "orders"
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = "alias/shop-db" #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "stock" { #~ fail rds-storage-encrypted
  identifier     = "stock"
  engine         = "postgres"
  instance_class = "db.t3.small"
}

resource "aws_db_instance" "orders_replica" { #~ pass rds-storage-encrypted
  identifier          = "orders-replica"
  instance_class      = "db.t3.small"
  replicate_source_db = aws_db_instance.orders.identifier
}

resource "aws_db_instance" "stock_replica" { #~ fail rds-storage-encrypted
  identifier          = "stock-replica"
  instance_class      = "db.t3.small"
  replicate_source_db = aws_db_instance.stock.arn
}

resource "aws_db_instance" "orders_replica_by_name" { #~ pass rds-storage-encrypted
  identifier          = "orders-replica-2"
  instance_class      = "db.t3.small"
  replicate_source_db = "orders"
}

resource "aws_db_instance" "replica_of_replica" { #~ fail rds-storage-encrypted
  identifier          = "stock-replica-2"
  instance_class      = "db.t3.small"
  replicate_source_db = aws_db_instance.stock_replica.identifier
}
