# Mutable in so many words, null, a conditional, an input that nobody set.

variable "mutability" {
  type = string
}

variable "environment" {
  type    = string
  default = "dev"
}

resource "aws_ecr_repository" "mutable" {
  name                 = "shop/mutable"
  image_tag_mutability = "MUTABLE" #~ fail ecr-immutable-tags
}

resource "aws_ecr_repository" "null_value" {
  name                 = "shop/null"
  image_tag_mutability = null #~ fail ecr-immutable-tags
}

resource "aws_ecr_repository" "prod_only" {
  name                 = "shop/prod-only"
  image_tag_mutability = var.environment == "prod" ? "IMMUTABLE" : "MUTABLE" #~ fail ecr-immutable-tags
}

resource "aws_ecr_repository" "upper" {
  name                 = "shop/upper"
  image_tag_mutability = upper("immutable") #~ pass ecr-immutable-tags
}

resource "aws_ecr_repository" "open" {
  name                 = "shop/open"
  image_tag_mutability = var.mutability #~ undecided ecr-immutable-tags
}
