# One folder, an environment per tfvars file: each is a root of its own, with a verdict of its own.

variable "kms_key_id" {
  type    = string
  default = "alias/aws/rds"
}

resource "aws_db_instance" "orders" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = var.kms_key_id #~ pass rds-storage-encrypted #~ fail rds-storage-encrypted
}
#--- env/dev.tfvars
kms_key_id = "alias/aws/rds"
#--- env/prod.tfvars
kms_key_id = "alias/shop-prod"
