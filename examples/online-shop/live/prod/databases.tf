module "orders" {
  source = "../../modules/database"

  name               = "${local.name}-orders"
  subnet_ids         = module.network.subnet_ids["database"]
  security_group_ids = [module.network.database_security_group_id]
  instance_class     = "db.r6g.xlarge"
  allocated_storage  = 500
  kms_key_id         = module.keys.arns["database"]
  multi_az           = true
  backup_days        = 35
  replicas           = 2
}

# From before the company had keys; the migration is planned with the next major version.
module "catalog" {
  source = "../../modules/database"

  name               = "${local.name}-catalog"
  subnet_ids         = module.network.subnet_ids["database"]
  security_group_ids = [module.network.database_security_group_id]
  storage_encrypted  = false
  kms_key_id         = null
  multi_az           = true
}

resource "aws_rds_cluster" "analytics" {
  cluster_identifier          = "${local.name}-analytics"
  engine                      = "aurora-postgresql"
  engine_version              = "16.4"
  database_name               = "analytics"
  master_username             = "shop"
  manage_master_user_password = true
  storage_encrypted           = true
  kms_key_id                  = module.keys.arns["database"]
  vpc_security_group_ids      = [module.network.database_security_group_id]
  backup_retention_period     = 35
  skip_final_snapshot         = false
  final_snapshot_identifier   = "${local.name}-analytics-final"

  serverlessv2_scaling_configuration {
    min_capacity = 0.5
    max_capacity = 16
  }
}

resource "aws_rds_cluster_instance" "analytics" {
  count = 2

  identifier         = "${local.name}-analytics-${count.index}"
  cluster_identifier = aws_rds_cluster.analytics.id
  engine             = aws_rds_cluster.analytics.engine
  engine_version     = aws_rds_cluster.analytics.engine_version
  instance_class     = "db.serverless"
}

# The old CRM, restored for the auditors. How its snapshot was encrypted is not written here.
resource "aws_db_instance" "crm" {
  identifier             = "${local.name}-crm"
  instance_class         = "db.t4g.medium"
  snapshot_identifier    = var.crm_snapshot
  vpc_security_group_ids = [module.network.database_security_group_id]
  skip_final_snapshot    = true
}
