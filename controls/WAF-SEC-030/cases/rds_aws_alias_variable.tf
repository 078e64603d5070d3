# The alias comes from a variable's default, once as it is and once through a lookup.

variable "kms_alias" {
  type    = string
  default = "alias/aws/rds"
}

data "aws_kms_alias" "chosen" {
  name = var.kms_alias
}

resource "aws_db_instance" "direct" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = var.kms_alias #~ fail rds-storage-encrypted
}

resource "aws_db_instance" "looked_up" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = data.aws_kms_alias.chosen.target_key_arn #~ fail rds-storage-encrypted
}
