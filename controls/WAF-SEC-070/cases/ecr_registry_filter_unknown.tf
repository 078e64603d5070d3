# Whether the filter matches cannot be known: the name or the filter is an input that nobody set.

variable "prefix" {
  type = string
}

variable "pattern" {
  type = string
}

resource "aws_ecr_registry_scanning_configuration" "account" {
  scan_type = "BASIC"
  rule {
    scan_frequency = "SCAN_ON_PUSH"
    repository_filter {
      filter      = "prod/*"
      filter_type = "WILDCARD"
    }
    repository_filter {
      filter      = var.pattern
      filter_type = "WILDCARD"
    }
  }
}

resource "aws_ecr_repository" "name" { #~ undecided ecr-scan-on-push
  name = "${var.prefix}-orders"
}

resource "aws_ecr_repository" "filter" { #~ undecided ecr-scan-on-push
  name = "dev/orders"
}

resource "aws_ecr_repository" "certain" { #~ pass ecr-scan-on-push
  name = "prod/orders"
}
