# A registry is the account's in one region. The rule of another region does not reach.

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "us"
  region = "us-east-1"
}

resource "aws_ecr_registry_scanning_configuration" "us" {
  provider  = aws.us
  scan_type = "BASIC"
  rule {
    scan_frequency = "SCAN_ON_PUSH"
    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}

resource "aws_ecr_repository" "us" { #~ pass ecr-scan-on-push
  provider = aws.us
  name     = "shop/orders"
}

resource "aws_ecr_repository" "eu" { #~ fail ecr-scan-on-push
  name = "shop/orders"
}
