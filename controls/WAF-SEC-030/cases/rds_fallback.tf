# A key with a fallback: `coalesce` and `try`.

variable "kms_key_arn" {
  type    = string
  default = null
}

variable "unset_key_arn" {
  type = string
}

variable "create_key" {
  type    = bool
  default = false
}

resource "aws_kms_key" "db" {
  enable_key_rotation = true #~ pass kms-key-rotation
}

resource "aws_kms_key" "maybe" {
  count               = var.create_key ? 1 : 0
  enable_key_rotation = true
}

resource "aws_db_instance" "falls_back_to_own" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = coalesce(var.kms_key_arn, aws_kms_key.db.arn) #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "falls_back_to_none" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = try(aws_kms_key.maybe[0].arn, null) #~ fail rds-storage-encrypted
}

resource "aws_db_instance" "first_of_none" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = one(aws_kms_key.maybe[*].arn) #~ fail rds-storage-encrypted
}

resource "aws_db_instance" "open" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = coalesce(var.unset_key_arn, "alias/aws/rds") #~ undecided rds-storage-encrypted
}
