# The block is made by `dynamic`, or is not: with a name for the iterator, under a condition, over a list that is empty.

variable "scanning" {
  type    = list(object({ on_push = bool }))
  default = [{ on_push = true }]
}

variable "no_scanning" {
  type    = list(bool)
  default = []
}

resource "aws_ecr_repository" "iterator" {
  name = "shop/iterator"

  dynamic "image_scanning_configuration" {
    for_each = var.scanning
    iterator = scan
    content {
      scan_on_push = scan.value.on_push #~ pass ecr-scan-on-push
    }
  }
}

resource "aws_ecr_repository" "condition" {
  name = "shop/condition"

  dynamic "image_scanning_configuration" {
    for_each = length(var.scanning) > 0 ? [false] : []
    content {
      scan_on_push = image_scanning_configuration.value #~ fail ecr-scan-on-push
    }
  }
}

resource "aws_ecr_repository" "none" { #~ fail ecr-scan-on-push
  name = "shop/none"

  dynamic "image_scanning_configuration" {
    for_each = var.no_scanning
    content {
      scan_on_push = image_scanning_configuration.value
    }
  }
}
