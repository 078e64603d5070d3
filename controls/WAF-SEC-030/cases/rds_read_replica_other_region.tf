# In another region a replica has a key of its own. One that AWS manages is not good enough there either.

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "dr"
  region = "eu-west-1"
}

resource "aws_kms_key" "dr" {
  provider            = aws.dr
  enable_key_rotation = true #~ pass kms-key-rotation
}

resource "aws_db_instance" "orders" {
  identifier        = "orders"
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = "alias/shop-db" #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "orders_dr" {
  provider            = aws.dr
  identifier          = "orders-dr"
  instance_class      = "db.t3.small"
  replicate_source_db = aws_db_instance.orders.arn
  storage_encrypted   = true
  kms_key_id          = aws_kms_key.dr.arn #~ pass rds-storage-encrypted
}

resource "aws_db_instance" "orders_dr_default_key" {
  provider            = aws.dr
  identifier          = "orders-dr-2"
  instance_class      = "db.t3.small"
  replicate_source_db = aws_db_instance.orders.arn
  storage_encrypted   = true
  kms_key_id          = "alias/aws/rds" #~ fail rds-storage-encrypted
}
