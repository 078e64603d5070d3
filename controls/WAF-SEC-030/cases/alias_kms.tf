# A telling alias: by reference or by the key's id; a filler tells nothing.

variable "name" { type = string }

resource "aws_kms_key" "orders" { #~ pass kms-alias
}

resource "aws_kms_alias" "orders" {
  name          = "alias/prod-rds-cmk"
  target_key_id = aws_kms_key.orders.key_id
}

resource "aws_kms_key" "none" { #~ fail kms-alias
}

resource "aws_kms_key" "filler" { #~ fail kms-alias
}

resource "aws_kms_alias" "filler" {
  name          = "alias/my-key-2"
  target_key_id = aws_kms_key.filler.arn
}

# One that tells is enough.
resource "aws_kms_key" "two" { #~ pass kms-alias
}

resource "aws_kms_alias" "two_a" {
  name          = "alias/main"
  target_key_id = aws_kms_key.two.key_id
}

resource "aws_kms_alias" "two_b" {
  name_prefix   = "alias/invoices-"
  target_key_id = aws_kms_key.two.key_id
}

resource "aws_kms_external_key" "open" { #~ undecided kms-alias
}

resource "aws_kms_alias" "open" {
  name          = var.name
  target_key_id = aws_kms_external_key.open.id
}

# Whatever the input is, the rest tells.
resource "aws_kms_key" "half_open" { #~ pass kms-alias
}

resource "aws_kms_alias" "half_open" {
  name          = "alias/payments-${var.name}"
  target_key_id = aws_kms_key.half_open.id
}

module "keys" {
  source   = "./key"
  for_each = toset(["logs", "key"])
  name     = each.key
}

#--- key/main.tf
variable "name" { type = string }

resource "aws_kms_key" "this" { #~ pass kms-alias x1 #~ fail kms-alias x1
}

resource "aws_kms_alias" "this" {
  name          = "alias/${var.name}"
  target_key_id = aws_kms_key.this.key_id
}
