# The repository's name is not known. A rule for all names still holds for it.

variable "prefix" {
  type = string
}

resource "aws_ecr_registry_scanning_configuration" "account" {
  scan_type = "BASIC"
  rule {
    scan_frequency = "SCAN_ON_PUSH"
    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}

resource "aws_ecr_repository" "orders" { #~ pass ecr-scan-on-push
  name = "${var.prefix}/orders"
}
