# The primary is somewhere else, or is not known.

variable "primary_key_arn" {
  type = string
}

resource "aws_kms_replica_key" "by_arn" { #~ undecided kms-key-rotation
  primary_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/mrk-8a1d0c52b7f04c0e9f6a3d2b1e5c7a90"
}

resource "aws_kms_replica_key" "by_variable" { #~ undecided kms-key-rotation
  primary_key_arn = var.primary_key_arn
}
