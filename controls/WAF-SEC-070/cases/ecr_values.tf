# Null, a string, an expression, and an input that nobody set.

variable "scan" {
  type = bool
}

variable "environment" {
  type    = string
  default = "dev"
}

resource "aws_ecr_repository" "null_value" {
  name = "shop/null"
  image_scanning_configuration {
    scan_on_push = null #~ fail ecr-scan-on-push
  }
}

resource "aws_ecr_repository" "quoted" {
  name = "shop/quoted"
  image_scanning_configuration {
    scan_on_push = "true" #~ pass ecr-scan-on-push
  }
}

resource "aws_ecr_repository" "prod_only" {
  name = "shop/prod-only"
  image_scanning_configuration {
    scan_on_push = var.environment == "prod" #~ fail ecr-scan-on-push
  }
}

resource "aws_ecr_repository" "one_line" {
  name = "shop/one-line"
  image_scanning_configuration { scan_on_push = true } #~ pass ecr-scan-on-push
}

resource "aws_ecr_repository" "open" {
  name = "shop/open"
  image_scanning_configuration {
    scan_on_push = var.scan #~ undecided ecr-scan-on-push
  }
}
