# What the code says and what the account says: the same, another thing, nothing in code, not known.
#--- main.tf
variable "name" {}

resource "aws_db_instance" "orders" {
  identifier        = "orders"
  storage_encrypted = true
}
resource "aws_db_instance" "invoices" {
  identifier        = "invoices"
  storage_encrypted = true
}
resource "aws_db_instance" "plain" {
  identifier        = "plain"
  storage_encrypted = false
}
#--- evidence/orders.json
{"DBInstances": [{"DBInstanceIdentifier": "orders", "DBInstanceArn": "arn:aws:rds:eu-central-1:111122223333:db:orders", "Engine": "postgres", "StorageEncrypted": true, "KmsKeyId": "arn:aws:kms:eu-central-1:111122223333:key/a1"}]} #~ pass code-and-account
#--- evidence/invoices.json
{"DBInstances": [{"DBInstanceIdentifier": "invoices", "DBInstanceArn": "arn:aws:rds:eu-central-1:111122223333:db:invoices", "Engine": "postgres", "StorageEncrypted": false}]} #~ fail code-and-account
#--- evidence/plain.json
{"DBInstances": [{"DBInstanceIdentifier": "plain", "DBInstanceArn": "arn:aws:rds:eu-central-1:111122223333:db:plain", "Engine": "postgres", "StorageEncrypted": false}]} #~ pass code-and-account
#--- evidence/other.json
{"DBInstances": [{"DBInstanceIdentifier": "other", "DBInstanceArn": "arn:aws:rds:eu-central-1:111122223333:db:other", "Engine": "postgres", "StorageEncrypted": false}]} #~ na code-and-account
