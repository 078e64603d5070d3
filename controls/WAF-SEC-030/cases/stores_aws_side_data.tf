# What a database keeps elsewhere has keys of its own: performance data, and a password that the service makes.

variable "insights" { type = bool }

resource "aws_db_instance" "none" { #~ na aws.data-store-cmk
  instance_class = "db.t3.small"
}

resource "aws_db_instance" "insights" { #~ fail aws.data-store-cmk
  instance_class               = "db.t3.small"
  storage_encrypted            = true
  kms_key_id                   = "alias/shop"
  performance_insights_enabled = true
}

resource "aws_db_instance" "both" {
  instance_class                  = "db.t3.small"
  performance_insights_enabled    = true
  performance_insights_kms_key_id = "alias/shop" #~ pass aws.data-store-cmk
  manage_master_user_password     = true
  master_user_secret_kms_key_id   = "alias/shop"
}

resource "aws_rds_cluster" "password" {
  cluster_identifier            = "orders"
  manage_master_user_password   = true
  master_user_secret_kms_key_id = "alias/aws/secretsmanager" #~ fail aws.data-store-cmk
}

resource "aws_rds_cluster_instance" "open" {
  cluster_identifier           = aws_rds_cluster.password.id
  instance_class               = "db.r6g.large"
  performance_insights_enabled = var.insights #~ undecided aws.data-store-cmk
}

resource "aws_redshift_cluster" "password" { #~ fail aws.data-store-cmk
  cluster_identifier     = "reports"
  node_type              = "ra3.large"
  encrypted              = true
  kms_key_id             = "alias/shop"
  manage_master_password = true
}
