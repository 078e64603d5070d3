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

  name = local.name
  cidr = var.cidr
}

module "keys" {
  source = "../../modules/keys"

  prefix = local.name
  keys   = var.keys
}

module "buckets" {
  source = "../../modules/buckets"

  prefix = local.name
  buckets = {
    assets  = { kms_key_arn = module.keys.arns["objects"] }
    uploads = { disposable = true }
  }
}

# No key is passed, so the module's default holds.
module "orders" {
  source = "../../modules/database"

  name               = "${local.name}-orders"
  subnet_ids         = module.network.subnet_ids["database"]
  security_group_ids = [module.network.database_security_group_id]
  replicas           = 1
}

# A policy of the team's own instead of the managed one: complete for patching, but it forgets the session channels.
data "aws_iam_policy_document" "patching" {
  statement {
    sid       = "Agent"
    actions   = ["ssm:*", "ec2messages:*"]
    resources = ["*"]
  }
}

module "workers" {
  source = "../../modules/workers"

  name             = "${local.name}-worker"
  subnet_ids       = module.network.subnet_ids["private"]
  managed_policies = ["CloudWatchAgentServerPolicy"]
  inline_policies  = { patching = data.aws_iam_policy_document.patching.json }
}

module "load_generator_role" {
  source = "../../modules/instance-role"

  name             = "${local.name}-load"
  managed_policies = ["AmazonSSMManagedInstanceCore"]
}

resource "aws_instance" "load_generator" {
  count = var.load_test ? 4 : 0

  ami                  = "ami-0c3d4e5f607182930"
  instance_type        = "c7g.4xlarge"
  iam_instance_profile = module.load_generator_role.profile_name
}

# Shows the results of the load tests.
resource "aws_instance" "dashboard" {
  ami                  = "ami-0c3d4e5f607182930"
  instance_type        = "t4g.small"
  subnet_id            = module.network.subnet_ids["private"][0]
  iam_instance_profile = module.load_generator_role.profile_name
}
