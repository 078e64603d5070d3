# An override file makes one repository mutable for a while, and adds the missing argument to another.

resource "aws_ecr_repository" "orders" {
  name                 = "shop/orders"
  image_tag_mutability = "IMMUTABLE"
}

resource "aws_ecr_repository" "stock" {
  name = "shop/stock"
}
#--- hotfix_override.tf
resource "aws_ecr_repository" "orders" {
  image_tag_mutability = "MUTABLE" #~ fail ecr-immutable-tags
}

resource "aws_ecr_repository" "stock" {
  image_tag_mutability = "IMMUTABLE" #~ pass ecr-immutable-tags
}
