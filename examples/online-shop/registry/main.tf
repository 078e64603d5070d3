# Services of the shop itself. What a repository needs, the module knows.
module "service" {
  source   = "../modules/repository"
  for_each = toset(["cart", "catalog", "checkout"])

  name = "shop/${each.key}"
}

module "web" {
  source   = "../modules/repository"
  for_each = var.web_repositories

  name         = "web/${each.key}"
  scan_on_push = each.value.scan_on_push
  mutable_tags = each.value.mutable_tags
}

# Scanned by the registry's own rule, where there is one.
module "payments" {
  source = "../modules/repository"

  name        = "payments/gateway"
  kms_key_arn = aws_kms_key.payments.arn
}

resource "aws_kms_key" "payments" {
  description         = "Payment images, ${var.environment}"
  enable_key_rotation = true
}

resource "aws_ecr_registry_scanning_configuration" "this" {
  scan_type = var.scan_payments ? "ENHANCED" : "BASIC"

  dynamic "rule" {
    for_each = var.scan_payments ? { CONTINUOUS_SCAN = ["payments/*"] } : {}
    content {
      scan_frequency = rule.key

      dynamic "repository_filter" {
        for_each = rule.value
        content {
          filter      = repository_filter.value
          filter_type = "WILDCARD"
        }
      }
    }
  }
}

module "tools" {
  source = "../modules/repository"

  name                 = "tools/load-test"
  image_tag_mutability = "MUTABLE"
  scan_on_push         = var.scan_tools
}

# The platform team decides for its partners, in its own state.
data "terraform_remote_state" "platform" {
  backend = "s3"

  config = {
    bucket = "platform-terraform-state"
    key    = "partners.tfstate"
    region = "eu-central-1"
  }
}

module "partner" {
  source = "../modules/repository"

  name                 = "partner/feeds"
  image_tag_mutability = data.terraform_remote_state.platform.outputs.tag_mutability
  scan_on_push         = true
}
