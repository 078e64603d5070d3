# An Aurora cluster is asked itself; its members hold the same storage and get its verdict.

resource "aws_kms_key" "aurora" {
  enable_key_rotation = true #~ pass kms-key-rotation
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "aurora-postgresql"
  storage_encrypted  = true
  kms_key_id         = aws_kms_key.aurora.arn #~ pass rds-storage-encrypted
}

resource "aws_rds_cluster_instance" "orders" { #~ pass rds-storage-encrypted x2
  count              = 2
  cluster_identifier = aws_rds_cluster.orders.id
  engine             = aws_rds_cluster.orders.engine
  instance_class     = "db.r6g.large"
}

# Unset is not encrypted: that is what the service does with it.
resource "aws_rds_cluster" "stock" { #~ fail rds-storage-encrypted
  cluster_identifier = "stock"
  engine             = "aurora-postgresql"
}

resource "aws_rds_cluster_instance" "stock" { #~ fail rds-storage-encrypted
  cluster_identifier = aws_rds_cluster.stock.cluster_identifier
  engine             = "aurora-postgresql"
  instance_class     = "db.r6g.large"
}

# By name: there is one cluster of that name in this root.
resource "aws_rds_cluster_instance" "orders_by_name" { #~ pass rds-storage-encrypted
  cluster_identifier = "orders"
  engine             = "aurora-postgresql"
  instance_class     = "db.r6g.large"
}

resource "aws_rds_cluster_instance" "elsewhere" { #~ undecided rds-storage-encrypted
  cluster_identifier = "billing"
  engine             = "aurora-postgresql"
  instance_class     = "db.r6g.large"
}
