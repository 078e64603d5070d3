# The two situations that the framework's page shows: immutable tags, and nothing said about them.

resource "aws_ecr_repository" "backend" {
  name                 = "shop/backend"
  image_tag_mutability = "IMMUTABLE" #~ pass ecr-immutable-tags

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_repository" "frontend" { #~ fail ecr-immutable-tags
  name = "shop/frontend"
}
