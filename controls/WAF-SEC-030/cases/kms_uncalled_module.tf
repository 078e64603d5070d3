# A module that nobody calls is checked by itself, with its defaults.

#--- modules/key/main.tf
variable "rotate" {
  type    = bool
  default = false
}

variable "description" {
  type = string
}

resource "aws_kms_key" "this" {
  description         = var.description
  enable_key_rotation = var.rotate #~ fail kms-key-rotation
}
