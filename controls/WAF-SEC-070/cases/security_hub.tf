# Findings of all regions come together in one.

variable "mode" {
  type = string
}

resource "aws_securityhub_account" "this" {} #~ pass security-hub-aggregation

resource "aws_securityhub_finding_aggregator" "all" {
  linking_mode = "ALL_REGIONS" #~ pass security-hub-aggregation
}

resource "aws_securityhub_finding_aggregator" "some" {
  linking_mode      = "SPECIFIED_REGIONS" #~ pass security-hub-aggregation
  specified_regions = ["eu-west-1"]
}

resource "aws_securityhub_finding_aggregator" "none" {
  linking_mode = "NO_REGIONS" #~ fail security-hub-aggregation
}

resource "aws_securityhub_finding_aggregator" "told" {
  linking_mode = var.mode #~ undecided security-hub-aggregation
}
