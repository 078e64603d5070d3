# Nothing is said about scanning: nothing is scanned.

resource "aws_ecr_repository" "quiet" { #~ fail ecr-scan-on-push
  name = "shop/quiet"
}
