# The module that would aggregate the findings is not on disk; another module says nothing about it.
resource "aws_securityhub_account" "here" { #~ undecided security-hub-aggregation
  enable_default_standards = false
}

module "security_hub" {
  source  = "example/security-hub/aws"
  version = "1.2.0"
}

module "network" {
  source  = "example/network/aws"
  version = "3.0.0"
}
