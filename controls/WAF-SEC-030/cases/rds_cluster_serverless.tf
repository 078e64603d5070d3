# The old serverless mode is always encrypted, the other modes only when told so; both need a key of one's own.

resource "aws_rds_cluster" "serverless" {
  engine      = "aurora-mysql"
  engine_mode = "serverless"
  kms_key_id  = "alias/shop-aurora" #~ pass rds-storage-encrypted
}

resource "aws_rds_cluster" "serverless_default_key" { #~ fail rds-storage-encrypted
  engine      = "aurora-mysql"
  engine_mode = "serverless"
}

resource "aws_rds_cluster" "provisioned" { #~ fail rds-storage-encrypted
  engine      = "aurora-mysql"
  engine_mode = "provisioned"
  kms_key_id  = "alias/shop-aurora"
}
