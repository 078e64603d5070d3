# Aliases, lookups and grants are no keys; DocumentDB and Neptune are not RDS. Nothing here is a subject.

data "aws_kms_key" "rds" {
  key_id = "alias/aws/rds"
}

resource "aws_kms_alias" "db" {
  name          = "alias/shop-db"
  target_key_id = "2f3c1f4e-5d0c-4c53-9d5e-0b6a2b1c9f10"
}

resource "aws_docdb_cluster" "catalogue" {
  cluster_identifier = "catalogue"
  storage_encrypted  = false
}
