# Root, service, database: the key is named three levels above the instance that it is for.

resource "aws_kms_key" "orders" {
  enable_key_rotation = true #~ pass kms-key-rotation
}

module "orders" {
  source     = "./modules/service"
  name       = "orders"
  kms_key_id = aws_kms_key.orders.arn
}

module "stock" {
  source     = "./modules/service"
  name       = "stock"
  kms_key_id = "alias/aws/rds"
}

module "mail" {
  source = "./modules/service"
  name   = "mail"
}
#--- modules/service/main.tf
variable "name" {
  type = string
}

variable "kms_key_id" {
  type    = string
  default = null
}

module "database" {
  source     = "../database"
  identifier = "${var.name}-db"
  encryption = {
    enabled = true
    key     = var.kms_key_id
  }
}
#--- modules/database/main.tf
variable "identifier" {
  type = string
}

variable "encryption" {
  type = object({
    enabled = optional(bool, false)
    key     = optional(string)
  })
}

resource "aws_db_instance" "this" {
  identifier        = var.identifier
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = var.encryption.enabled
  kms_key_id        = var.encryption.key #~ pass rds-storage-encrypted x1 #~ fail rds-storage-encrypted x2
}
