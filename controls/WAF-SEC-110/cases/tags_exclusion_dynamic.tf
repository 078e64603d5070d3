# Exclusions made by `dynamic`, with a name for the iterator: over none, over good ones, over one bad one.

variable "repositories" {
  type = map(list(string))
  default = {
    none = []
    good = ["sha256-*"]
    bad  = ["sha256-*", "latest"]
  }
}

resource "aws_ecr_repository" "this" {
  for_each             = var.repositories
  name                 = "shop/${each.key}"
  image_tag_mutability = length(each.value) > 0 ? "IMMUTABLE_WITH_EXCLUSION" : "IMMUTABLE" #~ pass ecr-immutable-tags x2 #~ fail ecr-immutable-tags x1

  dynamic "image_tag_mutability_exclusion_filter" {
    for_each = each.value
    iterator = excluded
    content {
      filter      = excluded.value
      filter_type = "WILDCARD"
    }
  }
}
