# A bool is made into the word by a local; a map says it per repository, with a default.

variable "immutable" {
  type    = bool
  default = true
}

locals {
  mutability = var.immutable ? "IMMUTABLE" : "MUTABLE"
  exceptions = { "shop/scratch" = "MUTABLE" }
}

resource "aws_ecr_repository" "orders" {
  name                 = "shop/orders"
  image_tag_mutability = local.mutability #~ pass ecr-immutable-tags
}

resource "aws_ecr_repository" "this" {
  for_each             = toset(["shop/stock", "shop/scratch"])
  name                 = each.value
  image_tag_mutability = lookup(local.exceptions, each.value, local.mutability) #~ pass ecr-immutable-tags x1 #~ fail ecr-immutable-tags x1
}
