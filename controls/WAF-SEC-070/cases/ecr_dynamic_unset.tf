# Whether there is a block at all depends on an input that nobody set.

variable "scanning" {
  type = list(bool)
}

resource "aws_ecr_repository" "open" {
  name = "shop/open"

  dynamic "image_scanning_configuration" {
    for_each = var.scanning
    content {
      scan_on_push = image_scanning_configuration.value #~ undecided ecr-scan-on-push
    }
  }
}
