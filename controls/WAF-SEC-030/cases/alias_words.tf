# Words that could stand before anything tell nothing of what a key is for.
resource "aws_kms_key" "second" { #~ fail kms-alias
  enable_key_rotation = true
}

resource "aws_kms_alias" "second" {
  name          = "alias/secondary-replica"
  target_key_id = aws_kms_key.second.key_id
}

resource "aws_kms_key" "bar" { #~ fail kms-alias
  enable_key_rotation = true
}

resource "aws_kms_alias" "bar" {
  name          = "alias/foo/bar"
  target_key_id = aws_kms_key.bar.key_id
}

resource "aws_kms_key" "orders" { #~ pass kms-alias
  enable_key_rotation = true
}

resource "aws_kms_alias" "orders" {
  name          = "alias/secondary-orders"
  target_key_id = aws_kms_key.orders.key_id
}
