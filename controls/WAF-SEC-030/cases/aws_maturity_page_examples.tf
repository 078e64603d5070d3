# A compliant and a non-compliant example of the checks for AWS that look at how keys are run.

resource "aws_kms_key" "orders" { #~ pass kms-alias #~ pass cmk-per-category
  description = "orders of the shop"
}

resource "aws_kms_alias" "orders" {
  name          = "alias/prod-rds-orders"
  target_key_id = aws_kms_key.orders.key_id
}

resource "aws_db_instance" "orders" {
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = aws_kms_key.orders.arn
}

resource "aws_kms_key" "everything" { #~ fail kms-alias #~ fail cmk-per-category
  description = "databases and secrets alike"
}

resource "aws_db_instance" "stock" {
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = aws_kms_key.everything.arn
}

resource "aws_secretsmanager_secret" "token" {
  kms_key_id = aws_kms_key.everything.arn
}
