# terraform.tfvars replaces the default, and an *.auto.tfvars replaces that.

variable "orders_key" {
  type    = string
  default = "arn:aws:kms:eu-central-1:111122223333:key/2f3c1f4e-5d0c-4c53-9d5e-0b6a2b1c9f10"
}

variable "stock_key" {
  type    = string
  default = "alias/aws/rds"
}

variable "mail_key" {
  type = string
}

resource "aws_db_instance" "orders" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = var.orders_key #~ fail rds-storage-encrypted
}

resource "aws_db_instance" "stock" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = var.stock_key #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "mail" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = var.mail_key #~ pass rds-storage-encrypted
}
#--- terraform.tfvars
orders_key = "alias/aws/rds"
stock_key  = "alias/aws/rds"
#--- keys.auto.tfvars
stock_key = "alias/shop-stock"
#--- mail.auto.tfvars.json
{
  "mail_key": "alias/shop-mail"
}
