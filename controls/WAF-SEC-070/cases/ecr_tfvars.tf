# Set in terraform.tfvars, in JSON as well; what is set for no declared variable changes nothing.

variable "scan_orders" {
  type    = bool
  default = true
}

variable "scan_stock" {
  type    = bool
  default = false
}

resource "aws_ecr_repository" "orders" {
  name = "shop/orders"
  image_scanning_configuration {
    scan_on_push = var.scan_orders #~ fail ecr-scan-on-push
  }
}

resource "aws_ecr_repository" "stock" {
  name = "shop/stock"
  image_scanning_configuration {
    scan_on_push = var.scan_stock #~ pass ecr-scan-on-push
  }
}
#--- terraform.tfvars
scan_orders  = false
scan_on_push = true
#--- terraform.tfvars.json
{ "scan_stock": true }
