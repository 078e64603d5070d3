# Inspector is on for machines and images together.

variable "types" {
  type = list(string)
}

resource "aws_inspector2_enabler" "both" {
  account_ids    = ["111122223333"]
  resource_types = ["EC2", "ECR", "LAMBDA"] #~ pass inspector-enabled
}

resource "aws_inspector2_enabler" "machines_only" {
  account_ids    = ["444455556666"]
  resource_types = ["EC2"] #~ fail inspector-enabled
}

resource "aws_inspector2_enabler" "functions_only" {
  account_ids    = ["777788889999"]
  resource_types = ["LAMBDA"] #~ fail inspector-enabled
}

resource "aws_inspector2_enabler" "as_told" {
  account_ids    = ["101010101010"]
  resource_types = var.types #~ undecided inspector-enabled
}
