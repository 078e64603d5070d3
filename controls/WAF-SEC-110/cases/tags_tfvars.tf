# terraform.tfvars turns the default round.

variable "mutability" {
  type    = string
  default = "IMMUTABLE"
}

resource "aws_ecr_repository" "orders" {
  name                 = "shop/orders"
  image_tag_mutability = var.mutability #~ fail ecr-immutable-tags
}
#--- terraform.tfvars
mutability = "MUTABLE"
