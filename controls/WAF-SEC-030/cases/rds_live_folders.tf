# A folder per environment over one module: production passes a key of its own, development relies on the module's default.

#--- live/dev/main.tf
module "database" {
  source = "../../modules/database"
  name   = "shop-dev"
}
#--- live/prod/main.tf
resource "aws_kms_key" "database" {
  enable_key_rotation = true #~ pass kms-key-rotation
}

module "database" {
  source     = "../../modules/database"
  name       = "shop-prod"
  kms_key_id = aws_kms_key.database.arn
}
#--- modules/database/main.tf
variable "name" {
  type = string
}

variable "kms_key_id" {
  type    = string
  default = "alias/aws/rds"
}

resource "aws_db_instance" "this" {
  identifier        = var.name
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = var.kms_key_id #~ pass rds-storage-encrypted x1 #~ fail rds-storage-encrypted x1
}
