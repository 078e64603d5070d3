# Two levels of modules with for_each; a list of names with a switch beside it.

module "team" {
  source = "./team"
  for_each = {
    shop  = { services = ["orders", "stock"] }
    tools = { services = ["scratch"], immutable = false }
  }
  name     = each.key
  settings = each.value
}
#--- team/main.tf
variable "name" {
  type = string
}

variable "settings" {
  type = object({
    services  = list(string)
    immutable = optional(bool, true)
  })
}

module "repository" {
  source    = "./repository"
  for_each  = toset(var.settings.services)
  name      = "${var.name}/${each.key}"
  immutable = var.settings.immutable
}
#--- team/repository/main.tf
variable "name" {
  type = string
}

variable "immutable" {
  type = bool
}

resource "aws_ecr_repository" "this" {
  name                 = var.name
  image_tag_mutability = var.immutable ? "IMMUTABLE" : "MUTABLE" #~ pass ecr-immutable-tags x2 #~ fail ecr-immutable-tags x1
}
