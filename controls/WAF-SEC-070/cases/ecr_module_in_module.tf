# The value goes through two modules, renamed on the way, and an object's optional attribute decides in the end.

module "platform" {
  source = "./modules/platform"
  services = {
    orders = { image = { scan = true } }
    stock  = { image = {} }
    mail   = {}
  }
}
#--- modules/platform/main.tf
variable "services" {
  type = map(object({
    image = optional(object({
      scan = optional(bool, false)
    }), { scan = true })
  }))
}

module "repository" {
  source   = "../repository"
  for_each = var.services
  name     = each.key
  settings = each.value.image
}
#--- modules/repository/main.tf
variable "name" {
  type = string
}

variable "settings" {
  type = object({ scan = bool })
}

resource "aws_ecr_repository" "this" {
  name = var.name

  image_scanning_configuration {
    scan_on_push = var.settings.scan #~ pass ecr-scan-on-push x2 #~ fail ecr-scan-on-push x1
  }
}
