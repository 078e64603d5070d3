# A module with the provider's default as its own: who says nothing has mutable tags; null falls back to the default as well.

module "orders" {
  source               = "./repository"
  name                 = "shop/orders"
  image_tag_mutability = "IMMUTABLE"
}

module "stock" {
  source = "./repository"
  name   = "shop/stock"
}

module "mail" {
  source               = "./repository"
  name                 = "shop/mail"
  image_tag_mutability = null
}
#--- repository/main.tf
variable "name" {
  type = string
}

variable "image_tag_mutability" {
  type     = string
  default  = "MUTABLE"
  nullable = false
}

resource "aws_ecr_repository" "this" {
  name                 = var.name
  image_tag_mutability = var.image_tag_mutability #~ pass ecr-immutable-tags x1 #~ fail ecr-immutable-tags x2
}
