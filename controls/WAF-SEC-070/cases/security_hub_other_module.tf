# A module that is not on disk and is about something else leaves nothing open.
resource "aws_securityhub_account" "here" { #~ fail security-hub-aggregation
  enable_default_standards = false
}

module "network" {
  source  = "example/network/aws"
  version = "3.0.0"
}
