# The account's own settings: off, on without a key of one's own, and an input.

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "us"
  region = "us-east-1"
}

provider "aws" {
  alias  = "ap"
  region = "ap-south-1"
}

provider "aws" {
  alias  = "sa"
  region = "sa-east-1"
}

variable "encrypt" { type = bool }

resource "aws_ebs_encryption_by_default" "off" {
  enabled = false #~ fail ebs-default-encryption
}

# With `aws/ebs`.
resource "aws_ebs_encryption_by_default" "no_key" { #~ fail ebs-default-encryption
  provider = aws.us
}

resource "aws_ebs_encryption_by_default" "open" {
  provider = aws.ap
  enabled  = var.encrypt #~ undecided ebs-default-encryption
}

resource "aws_ebs_default_kms_key" "open" { #~ undecided ebs-default-encryption
  provider = aws.ap
  key_arn  = "arn:aws:kms:ap-south-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}

# A key without the switch: it may be on elsewhere.
resource "aws_ebs_default_kms_key" "lone" { #~ undecided ebs-default-encryption
  provider = aws.sa
  key_arn  = "arn:aws:kms:sa-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
}
