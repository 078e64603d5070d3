# Where the account encrypts by default, everything new is encrypted, in that region and by that provider alone.

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "us"
  region = "us-east-1"
}

resource "aws_kms_key" "volumes" {
  enable_key_rotation = true
}

resource "aws_ebs_encryption_by_default" "eu" { #~ pass ebs-default-encryption
  enabled = true
}

resource "aws_ebs_default_kms_key" "eu" {
  key_arn = aws_kms_key.volumes.arn #~ pass ebs-default-encryption
}

resource "aws_ebs_volume" "here" { #~ pass ebs-volume-encrypted #~ pass aws.data-store-cmk
  availability_zone = "eu-central-1a"
  size              = 10
}

resource "aws_ebs_volume" "in_spite" { #~ pass aws.data-store-cmk
  availability_zone = "eu-central-1a"
  size              = 10
  encrypted         = false #~ pass ebs-volume-encrypted
}

resource "aws_ebs_volume" "other_key" {
  availability_zone = "eu-central-1a"
  size              = 10
  encrypted         = true            #~ pass ebs-volume-encrypted
  kms_key_id        = "alias/aws/ebs" #~ fail aws.data-store-cmk
}

resource "aws_ebs_volume" "there" { #~ fail ebs-volume-encrypted #~ na aws.data-store-cmk
  provider          = aws.us
  availability_zone = "us-east-1a"
  size              = 10
}

# The region of a resource counts, not that of its provider.
resource "aws_ebs_volume" "elsewhere" { #~ fail ebs-volume-encrypted #~ na aws.data-store-cmk
  region            = "us-west-2"
  availability_zone = "us-west-2a"
  size              = 10
}

resource "aws_instance" "web" { #~ pass ebs-volume-encrypted #~ pass aws.data-store-cmk
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}
