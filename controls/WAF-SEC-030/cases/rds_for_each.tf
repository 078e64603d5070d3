# for_each over a `for` expression with a filter; the key is chosen per element.

locals {
  services = ["orders", "stock", "legacy-mail", ""]
  own_key  = toset(["orders", "stock"])
}

resource "aws_kms_key" "db" {
  for_each            = local.own_key
  enable_key_rotation = true #~ pass kms-key-rotation x2
}

resource "aws_db_instance" "this" {
  for_each = { for name in local.services : name => "db.t3.small" if name != "" }

  identifier        = each.key
  engine            = "postgres"
  instance_class    = each.value
  storage_encrypted = true
  kms_key_id        = contains(local.own_key, each.key) ? aws_kms_key.db[each.key].arn : "alias/aws/rds" #~ pass rds-storage-encrypted x2 #~ fail rds-storage-encrypted x1
}
