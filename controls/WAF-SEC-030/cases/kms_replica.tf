# A multi-Region replica rotates with its primary, and has no say of its own.

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "dr"
  region = "eu-west-1"
}

resource "aws_kms_key" "good" {
  multi_region        = true
  enable_key_rotation = true #~ pass kms-key-rotation
}

resource "aws_kms_key" "bad" { #~ fail kms-key-rotation
  multi_region = true
}

resource "aws_kms_key" "signing" { #~ na kms-key-rotation
  multi_region             = true
  customer_master_key_spec = "RSA_2048"
  key_usage                = "SIGN_VERIFY"
}

resource "aws_kms_replica_key" "good" { #~ pass kms-key-rotation
  provider        = aws.dr
  primary_key_arn = aws_kms_key.good.arn
}

resource "aws_kms_replica_key" "bad" { #~ fail kms-key-rotation
  provider        = aws.dr
  primary_key_arn = aws_kms_key.bad.arn
}

resource "aws_kms_replica_key" "signing" { #~ na kms-key-rotation
  provider        = aws.dr
  primary_key_arn = aws_kms_key.signing.arn
}
