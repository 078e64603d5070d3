# Continuous scanning begins with the push; rules and filters can be made by `dynamic`.

locals {
  rules = {
    CONTINUOUS_SCAN = ["prod-*"]
    SCAN_ON_PUSH    = ["stage-*", "dev-*"]
  }
}

resource "aws_ecr_registry_scanning_configuration" "account" {
  scan_type = "ENHANCED"

  dynamic "rule" {
    for_each = local.rules
    content {
      scan_frequency = rule.key

      dynamic "repository_filter" {
        for_each = rule.value
        iterator = pattern
        content {
          filter      = pattern.value
          filter_type = "WILDCARD"
        }
      }
    }
  }
}

resource "aws_ecr_repository" "prod" { #~ pass ecr-scan-on-push
  name = "prod-orders"
}

resource "aws_ecr_repository" "dev" { #~ pass ecr-scan-on-push
  name = "dev-orders"
}

resource "aws_ecr_repository" "lab" { #~ fail ecr-scan-on-push
  name = "lab-orders"
}
