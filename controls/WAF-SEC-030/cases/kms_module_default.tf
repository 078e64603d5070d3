# A module's default that is wrong hits every caller who says nothing; one caller says it right.

module "orders" {
  source = "./key"
}

module "stock" {
  source = "./key"
}

module "mail" {
  source = "./key"
  rotate = true
}
#--- key/main.tf
variable "rotate" {
  type    = bool
  default = false
}

resource "aws_kms_key" "this" {
  enable_key_rotation = var.rotate #~ pass kms-key-rotation x1 #~ fail kms-key-rotation x2
}
