# A module's container definitions: the finding points where the module names the image, the cause is where the tag was set.

module "blue" {
  source = "./service"
  tag    = "1.4.2"
}

module "green" {
  source = "./service"
  digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
}

#--- service/main.tf
variable "tag" {
  type    = string
  default = null
}

variable "digest" {
  type    = string
  default = null
}

locals {
  image      = var.digest != null ? "shop/app@${var.digest}" : "shop/app:${var.tag}"
  containers = [{ name = "app", image = local.image }]
}

resource "aws_ecs_task_definition" "this" { #~ pass aws.image-by-digest x1
  family                = "service"
  container_definitions = jsonencode(local.containers) #~ fail aws.image-by-digest x1
}
