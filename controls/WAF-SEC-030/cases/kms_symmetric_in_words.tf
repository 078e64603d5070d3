# The default spec, written out or left null by a variable, is a key that AWS can rotate.

variable "custom_key_store_id" {
  type    = string
  default = null
}

variable "key_spec" {
  type    = string
  default = null
}

resource "aws_kms_key" "explicit" { #~ fail kms-key-rotation
  customer_master_key_spec = "SYMMETRIC_DEFAULT"
  key_usage                = "ENCRYPT_DECRYPT"
}

resource "aws_kms_key" "nulls" { #~ fail kms-key-rotation
  customer_master_key_spec = var.key_spec
  custom_key_store_id      = var.custom_key_store_id
}

resource "aws_kms_key" "nulls_rotating" {
  customer_master_key_spec = var.key_spec
  custom_key_store_id      = var.custom_key_store_id
  enable_key_rotation      = true #~ pass kms-key-rotation
}
