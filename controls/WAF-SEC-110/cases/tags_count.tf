# count = 0 makes no repository.

variable "create" {
  type    = bool
  default = false
}

resource "aws_ecr_repository" "legacy" {
  count                = var.create ? 1 : 0
  name                 = "shop/legacy"
  image_tag_mutability = "MUTABLE"
}

resource "aws_ecr_repository" "orders" {
  count                = var.create ? 0 : 2
  name                 = "shop/orders-${count.index}"
  image_tag_mutability = "IMMUTABLE" #~ pass ecr-immutable-tags x2
}
