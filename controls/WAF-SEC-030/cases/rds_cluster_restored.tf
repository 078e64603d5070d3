# A cluster that is restored takes a key of its own if it names one, else that of its source.

resource "aws_rds_cluster" "orders" {
  cluster_identifier = "orders"
  engine             = "aurora-postgresql"
  storage_encrypted  = true
  kms_key_id         = "alias/shop-aurora" #~ pass rds-storage-encrypted
}

resource "aws_db_cluster_snapshot" "orders" { #~ pass aws.backup-cmk
  db_cluster_identifier          = aws_rds_cluster.orders.id
  db_cluster_snapshot_identifier = "orders-release"
}

resource "aws_rds_cluster" "from_snapshot" { #~ pass rds-storage-encrypted
  cluster_identifier  = "orders-test"
  engine              = "aurora-postgresql"
  snapshot_identifier = aws_db_cluster_snapshot.orders.id
}

resource "aws_rds_cluster" "clone" { #~ pass rds-storage-encrypted
  cluster_identifier = "orders-clone"
  engine             = "aurora-postgresql"

  restore_to_point_in_time {
    source_cluster_identifier  = aws_rds_cluster.orders.cluster_identifier
    restore_type               = "copy-on-write"
    use_latest_restorable_time = true
  }
}

resource "aws_rds_cluster" "foreign_snapshot" { #~ undecided rds-storage-encrypted
  cluster_identifier  = "partner"
  engine              = "aurora-postgresql"
  snapshot_identifier = "arn:aws:rds:eu-central-1:444455556666:cluster-snapshot:partner"
}

resource "aws_rds_cluster" "foreign_snapshot_own_key" {
  cluster_identifier  = "partner-2"
  engine              = "aurora-postgresql"
  snapshot_identifier = "arn:aws:rds:eu-central-1:444455556666:cluster-snapshot:partner"
  storage_encrypted   = true
  kms_key_id          = "alias/shop-aurora" #~ pass rds-storage-encrypted
}
