# count = 0 makes no repository; a splat over a list makes one each.

variable "names" {
  type    = list(string)
  default = ["a", "b", "c"]
}

variable "legacy" {
  type    = bool
  default = false
}

resource "aws_ecr_repository" "legacy" {
  count = var.legacy ? 1 : 0
  name  = "shop/legacy"
}

resource "aws_ecr_repository" "this" {
  count = length(var.names)
  name  = "shop/${var.names[count.index]}"

  image_scanning_configuration {
    scan_on_push = count.index < 2 #~ pass ecr-scan-on-push x2 #~ fail ecr-scan-on-push x1
  }
}
