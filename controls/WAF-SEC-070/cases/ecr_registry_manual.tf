# A rule that scans by hand scans nothing on push, and neither does a configuration without rules.

resource "aws_ecr_registry_scanning_configuration" "account" {
  scan_type = "BASIC"

  rule {
    scan_frequency = "MANUAL"
    repository_filter {
      filter      = "*"
      filter_type = "WILDCARD"
    }
  }
}

resource "aws_ecr_repository" "orders" { #~ fail ecr-scan-on-push
  name = "shop/orders"
}
