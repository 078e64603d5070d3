# The key comes from a module's output, under a count, through the root.

module "kms" {
  source = "./modules/kms"
}

module "no_kms" {
  source = "./modules/kms"
  create = false
}

resource "aws_db_instance" "orders" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = module.kms.key_arn #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "stock" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = module.no_kms.key_arn #~ fail rds-storage-encrypted
}
#--- modules/kms/main.tf
variable "create" {
  type    = bool
  default = true
}

resource "aws_kms_key" "this" {
  count               = var.create ? 1 : 0
  enable_key_rotation = true #~ pass kms-key-rotation x1
}
#--- modules/kms/outputs.tf
output "key_arn" {
  value = try(aws_kms_key.this[0].arn, null)
}
