# A root for each environment, by folder, over one module; each has its own tfvars.

#--- live/dev/main.tf
module "registry" {
  source       = "../../modules/registry"
  repositories = var.repositories
}

variable "repositories" {
  type = map(string)
}
#--- live/dev/terraform.tfvars
repositories = {
  orders = "MUTABLE"
  stock  = "IMMUTABLE"
}
#--- live/prod/main.tf
module "registry" {
  source       = "../../modules/registry"
  repositories = var.repositories
}

variable "repositories" {
  type = map(string)
}
#--- live/prod/terraform.tfvars
repositories = {
  orders = "IMMUTABLE"
  stock  = "IMMUTABLE"
}
#--- modules/registry/main.tf
variable "repositories" {
  type = map(string)
}

resource "aws_ecr_repository" "this" {
  for_each             = var.repositories
  name                 = "shop/${each.key}"
  image_tag_mutability = each.value #~ pass ecr-immutable-tags x3 #~ fail ecr-immutable-tags x1
}
