resource "aws_ecs_cluster" "this" {
  name = local.name

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

module "service" {
  source   = "../../modules/service"
  for_each = var.services

  environment     = var.environment
  name            = each.key
  cluster_arn     = aws_ecs_cluster.this.arn
  image           = each.value.image
  replicas        = each.value.replicas
  cpu             = each.value.cpu
  memory          = each.value.memory
  subnet_ids      = module.network.subnet_ids["private"]
  log_kms_key_arn = module.keys.arns["logs"]
}

# Image resizing and exports.
module "workers" {
  source = "../../modules/workers"

  name               = "${local.name}-worker"
  instances          = var.worker_count
  instance_type      = "c7g.large"
  subnet_ids         = module.network.subnet_ids["private"]
  volume_kms_key_arn = module.keys.arns["volumes"]
}

# Suppliers still deliver their price lists over FTP. Nobody dares to touch it.
resource "aws_instance" "ftp" {
  ami           = "ami-0a1b2c3d4e5f60718"
  instance_type = "t3.small"
  subnet_id     = module.network.subnet_ids["public"][0]

  tags = { Name = "${local.name}-ftp" }
}

# The image and its profile come from the workplace team.
data "aws_iam_instance_profile" "licences" {
  name = "workplace-licence-server"
}

resource "aws_instance" "licences" {
  ami                  = "ami-0b2c3d4e5f6071829"
  instance_type        = "t3.medium"
  subnet_id            = module.network.subnet_ids["private"][0]
  iam_instance_profile = data.aws_iam_instance_profile.licences.name

  tags = { Name = "${local.name}-licences" }
}
