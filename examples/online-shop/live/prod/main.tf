locals {
  name = "shop-${var.environment}"
  tags = {
    application = "online-shop"
    environment = var.environment
    owner       = "platform-team"
  }
}

module "network" {
  source = "../../modules/network"

  name         = local.name
  cidr         = var.cidr
  zone_count   = 3
  nat_gateways = 3
}

module "keys" {
  source = "../../modules/keys"

  prefix = local.name
  keys   = var.keys
}

# The organisation's backup key, replicated to the second site.
resource "aws_kms_replica_key" "backup" {
  provider = aws.backup

  description     = "${local.name} backups"
  primary_key_arn = var.backup_primary_key_arn
}

module "buckets" {
  source = "../../modules/buckets"

  prefix = local.name
  buckets = {
    assets  = { kms_key_arn = module.keys.arns["objects"] }
    uploads = { kms_key_arn = module.keys.arns["objects"] }
    exports = { expire_days = 30, versioned = false }
  }
}
