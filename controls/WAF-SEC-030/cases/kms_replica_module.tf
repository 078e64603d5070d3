# The primary's ARN comes out of a module.

module "primary" {
  source = "./primary"
}

resource "aws_kms_replica_key" "dr" { #~ pass kms-key-rotation
  primary_key_arn = module.primary.key.arn
}
#--- primary/main.tf
resource "aws_kms_key" "this" {
  multi_region        = true
  enable_key_rotation = true #~ pass kms-key-rotation
}

output "key" {
  value = aws_kms_key.this
}
