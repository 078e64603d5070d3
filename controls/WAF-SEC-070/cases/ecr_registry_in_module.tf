# The account's settings stand in one module, the repositories in another; both are of the same account.

module "baseline" {
  source = "./baseline"
}

module "repository" {
  source = "./repository"
  name   = "shop/orders"
}
#--- baseline/main.tf
resource "aws_ecr_registry_scanning_configuration" "this" {
  scan_type = "ENHANCED"
  rule {
    scan_frequency = "CONTINUOUS_SCAN"
    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}
#--- repository/main.tf
variable "name" {
  type = string
}

resource "aws_ecr_repository" "this" { #~ pass ecr-scan-on-push
  name = var.name
}
