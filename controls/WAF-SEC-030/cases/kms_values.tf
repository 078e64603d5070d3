# Off in so many words, null, a period without the switch, an expression, an input that nobody set.

variable "rotate" {
  type = bool
}

variable "manual_rotation" {
  type    = bool
  default = false
}

resource "aws_kms_key" "off" {
  enable_key_rotation = false #~ fail kms-key-rotation
}

resource "aws_kms_key" "null_rotation" {
  enable_key_rotation = null #~ fail kms-key-rotation
}

resource "aws_kms_key" "period_only" { #~ fail kms-key-rotation
  rotation_period_in_days = 180
}

resource "aws_kms_key" "period" {
  enable_key_rotation     = true #~ pass kms-key-rotation
  rotation_period_in_days = 180
}

resource "aws_kms_key" "expression" {
  enable_key_rotation = !var.manual_rotation #~ pass kms-key-rotation
}

resource "aws_kms_key" "open" {
  enable_key_rotation = var.rotate #~ undecided kms-key-rotation
}
