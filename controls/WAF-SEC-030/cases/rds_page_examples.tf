# The two situations that the framework's page shows: a database with a key of its own, and one where nothing is said.

resource "aws_kms_key" "rds" {
  description         = "Data key of the order database"
  enable_key_rotation = true #~ pass kms-key-rotation
}

resource "aws_db_instance" "orders" {
  identifier        = "orders-prod"
  engine            = "postgres"
  instance_class    = "db.t3.medium"
  allocated_storage = 100
  storage_encrypted = true
  kms_key_id        = aws_kms_key.rds.arn #~ pass rds-storage-encrypted
  username          = "orders"
  password          = var.db_password
}

resource "aws_db_instance" "reporting" { #~ fail rds-storage-encrypted
  identifier        = "reporting-prod"
  engine            = "postgres"
  instance_class    = "db.t3.medium"
  allocated_storage = 100
  username          = "reporting"
  password          = var.db_password
}

variable "db_password" {
  type      = string
  sensitive = true
}
