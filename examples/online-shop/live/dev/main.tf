locals {
  name = "shop-${var.environment}"
}

module "network" {
  source = "../../modules/network"

  name         = local.name
  cidr         = var.cidr
  nat_gateways = 0
}

# Good enough for test data, or so they said.
data "aws_kms_alias" "rds" {
  name = "alias/aws/rds"
}

module "orders" {
  source = "../../modules/database"

  name               = "${local.name}-orders"
  subnet_ids         = module.network.subnet_ids["database"]
  security_group_ids = [module.network.database_security_group_id]
  instance_class     = "db.t4g.micro"
  kms_key_id         = data.aws_kms_alias.rds.target_key_arn
  backup_days        = 0
}

module "sandbox" {
  source = "../../modules/database"

  name               = "${local.name}-sandbox"
  subnet_ids         = module.network.subnet_ids["database"]
  security_group_ids = [module.network.database_security_group_id]
  instance_class     = "db.t4g.micro"
  kms_key_id         = var.sandbox_kms_key_id
}

resource "aws_kms_key" "sandbox" {
  description         = "${local.name} sandbox"
  enable_key_rotation = var.rotate_sandbox_key
}

module "buckets" {
  source = "../../modules/buckets"

  prefix = local.name
  buckets = {
    assets = { encrypted = false, disposable = true }
  }
}

# Every instance of this account is managed, with or without a profile.
resource "aws_ssm_service_setting" "default_host_management" {
  setting_id    = "/ssm/managed-instance/default-ec2-instance-management-role"
  setting_value = "service-role/AWSSystemsManagerDefaultEC2InstanceManagementRole"
}

resource "aws_instance" "playground" {
  count = 2

  ami           = "ami-0c3d4e5f607182930"
  instance_type = "t4g.small"
  subnet_id     = module.network.subnet_ids["public"][count.index]

  metadata_options {
    http_tokens = "required"
  }
}
