# count = 0 makes no database, so there is nothing to ask; count = 2 makes two.

variable "reporting" {
  type    = bool
  default = false
}

resource "aws_db_instance" "reporting" {
  count             = var.reporting ? 1 : 0
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = false
}

resource "aws_db_instance" "shard" {
  count             = 2
  identifier        = "shard-${count.index}"
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = count.index > 0 #~ fail rds-storage-encrypted x1
  kms_key_id        = "alias/shop-db" #~ pass rds-storage-encrypted x1
}
