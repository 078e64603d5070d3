# The two situations that the framework's page shows: scanning on push switched on, and switched off.

resource "aws_kms_key" "ecr" {
  enable_key_rotation = true
}

resource "aws_ecr_repository" "backend" {
  name                 = "shop/backend"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true #~ pass ecr-scan-on-push
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.ecr.arn
  }
}

resource "aws_ecr_repository" "frontend" {
  name = "shop/frontend"

  image_scanning_configuration {
    scan_on_push = false #~ fail ecr-scan-on-push
  }
}
