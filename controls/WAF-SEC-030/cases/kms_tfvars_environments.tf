# Production rotates, the sandbox does not: two sets of values beside one root.

variable "rotate_keys" {
  type    = bool
  default = true
}

resource "aws_kms_key" "data" {
  enable_key_rotation = var.rotate_keys #~ pass kms-key-rotation #~ fail kms-key-rotation
}
#--- prod.tfvars
rotate_keys = true
#--- sandbox.tfvars
rotate_keys = false
