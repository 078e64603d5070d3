# Another region, or another provider, is another Inspector.

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "us"
  region = "us-east-1"
}

resource "aws_inspector2_enabler" "here" {
  account_ids    = ["111122223333"]
  resource_types = ["EC2"] #~ fail inspector-enabled
}

resource "aws_inspector2_enabler" "there" {
  provider       = aws.us
  account_ids    = ["111122223333"]
  resource_types = ["ECR"] #~ fail inspector-enabled
}

resource "aws_inspector2_enabler" "by_argument" {
  region         = "eu-west-1"
  account_ids    = ["111122223333"]
  resource_types = ["ECR"] #~ fail inspector-enabled
}
