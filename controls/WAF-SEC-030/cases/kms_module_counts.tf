# Modules under count, a module in a module: none where the count is 0.

module "keys" {
  source = "./keys"
  count  = 2
}

module "no_keys" {
  source = "./keys"
  count  = 0
}
#--- keys/main.tf
module "inner" {
  source = "./inner"
  names  = ["a", "b", "c"]
}
#--- keys/inner/main.tf
variable "names" {
  type = list(string)
}

resource "aws_kms_key" "this" {
  count               = length(var.names)
  description         = var.names[count.index]
  enable_key_rotation = var.names[count.index] != "c" #~ pass kms-key-rotation x4 #~ fail kms-key-rotation x2
}
