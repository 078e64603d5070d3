# A block in an override file replaces the block that it overrides.

resource "aws_ecr_repository" "orders" {
  name = "shop/orders"
  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "stock" {
  name = "shop/stock"
}
#--- override.tf
resource "aws_ecr_repository" "orders" {
  image_scanning_configuration {
    scan_on_push = false #~ fail ecr-scan-on-push
  }
}

resource "aws_ecr_repository" "stock" {
  image_scanning_configuration {
    scan_on_push = true #~ pass ecr-scan-on-push
  }
}
