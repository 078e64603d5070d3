# The registry scans by rule: a filter with `*` has to match the whole name, one without it any part of the name.

resource "aws_ecr_registry_scanning_configuration" "account" {
  scan_type = "BASIC"

  rule {
    scan_frequency = "SCAN_ON_PUSH"

    repository_filter {
      filter      = "shop/*"
      filter_type = "WILDCARD"
    }

    repository_filter {
      filter      = "payments"
      filter_type = "WILDCARD"
    }

    repository_filter {
      filter      = "team-*-prod"
      filter_type = "WILDCARD"
    }
  }
}

resource "aws_ecr_repository" "shop" { #~ pass ecr-scan-on-push
  name = "shop/orders"
}

resource "aws_ecr_repository" "shop_switched_off" {
  name = "shop/stock"
  image_scanning_configuration {
    scan_on_push = false #~ pass ecr-scan-on-push
  }
}

resource "aws_ecr_repository" "workshop" { #~ fail ecr-scan-on-push
  name = "workshop/orders"
}

resource "aws_ecr_repository" "payments" { #~ pass ecr-scan-on-push
  name = "eu/payments-gateway"
}

resource "aws_ecr_repository" "team" { #~ pass ecr-scan-on-push
  name = "team-mail-prod"
}

resource "aws_ecr_repository" "team_old" { #~ fail ecr-scan-on-push
  name = "team-mail-prod-old"
}

resource "aws_ecr_repository" "own_setting" {
  name = "tools/linter"
  image_scanning_configuration {
    scan_on_push = true #~ pass ecr-scan-on-push
  }
}
