# A module that can make a replica: where no source is given, the instance stands for itself.

module "plain" {
  source = "./database"
}

module "replica" {
  source              = "./database"
  replicate_source_db = module.plain.identifier
}
#--- database/main.tf
variable "replicate_source_db" {
  type    = string
  default = null
}

variable "snapshot_identifier" {
  type    = string
  default = ""
}

resource "aws_db_instance" "this" {
  identifier          = var.replicate_source_db == null ? "orders" : "orders-replica"
  engine              = "postgres"
  instance_class      = "db.t3.small"
  replicate_source_db = var.replicate_source_db
  snapshot_identifier = var.snapshot_identifier
  storage_encrypted   = true
  kms_key_id          = "alias/shop-db" #~ pass rds-storage-encrypted x2
}

output "identifier" {
  value = aws_db_instance.this.identifier
}
