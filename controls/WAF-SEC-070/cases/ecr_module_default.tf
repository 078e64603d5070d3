# One wrong default in a module, three repositories: every caller but one relies on it.

module "orders" {
  source = "./modules/repository"
  name   = "shop/orders"
}

module "services" {
  source   = "./modules/repository"
  for_each = toset(["stock", "mail"])
  name     = "shop/${each.key}"
}

module "frontend" {
  source       = "./modules/repository"
  name         = "shop/frontend"
  scan_on_push = true
}
#--- modules/repository/main.tf
resource "aws_ecr_repository" "this" {
  name = var.name

  image_scanning_configuration {
    scan_on_push = var.scan_on_push #~ pass ecr-scan-on-push x1 #~ fail ecr-scan-on-push x3
  }
}
#--- modules/repository/variables.tf
variable "name" {
  type = string
}

variable "scan_on_push" {
  type    = bool
  default = false
}
