# Which database the code means is not known.
#--- main.tf
variable "name" {}

resource "aws_db_instance" "orders" {
  identifier        = var.name
  storage_encrypted = true
}
#--- evidence/orders.json
{"DBInstances": [{"DBInstanceIdentifier": "orders", "DBInstanceArn": "arn:aws:rds:eu-central-1:111122223333:db:orders", "Engine": "postgres", "StorageEncrypted": false}]} #~ undecided code-and-account
