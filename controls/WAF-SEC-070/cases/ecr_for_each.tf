# A repository for each entry; the entries say whether they are scanned, or leave it to `merge` with the defaults.

locals {
  defaults = { scan = true }
  repositories = {
    for name, settings in {
      orders = {}
      stock  = {}
      mail   = { scan = false }
    } : "shop/${name}" => merge(local.defaults, settings)
  }
}

resource "aws_ecr_repository" "this" {
  for_each = local.repositories
  name     = each.key

  image_scanning_configuration {
    scan_on_push = each.value.scan #~ pass ecr-scan-on-push x2 #~ fail ecr-scan-on-push x1
  }
}
