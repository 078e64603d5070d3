# The source is made by one module, the replica by another.

module "primary" {
  source = "./primary"
}

module "replica" {
  source    = "./replica"
  source_db = module.primary.arn
}
#--- primary/main.tf
resource "aws_db_instance" "this" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = "alias/shop-db" #~ pass rds-storage-encrypted
}

output "arn" {
  value = aws_db_instance.this.arn
}
#--- replica/main.tf
variable "source_db" {
  type = string
}

resource "aws_db_instance" "this" { #~ pass rds-storage-encrypted
  instance_class      = "db.t3.small"
  replicate_source_db = var.source_db
}
