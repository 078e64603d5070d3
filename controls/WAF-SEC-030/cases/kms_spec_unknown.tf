# Whether the question applies depends on an input that nobody set.

variable "key_spec" {
  type = string
}

resource "aws_kms_key" "any" { #~ undecided kms-key-rotation
  customer_master_key_spec = var.key_spec
}
