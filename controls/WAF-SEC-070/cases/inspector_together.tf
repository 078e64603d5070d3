# Enablers for the same accounts in the same region count together; whether a named account is the current one, the code does not say.

data "aws_caller_identity" "current" {}

resource "aws_inspector2_enabler" "here_machines" {
  account_ids    = [data.aws_caller_identity.current.account_id]
  resource_types = ["EC2"] #~ pass inspector-enabled
}

resource "aws_inspector2_enabler" "here_images" {
  account_ids    = [data.aws_caller_identity.current.account_id]
  resource_types = ["ECR"] #~ pass inspector-enabled
}

resource "aws_inspector2_enabler" "perhaps_the_same" {
  account_ids    = ["111122223333"]
  resource_types = ["ECR"] #~ undecided inspector-enabled
}
