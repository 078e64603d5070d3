# Which tags are excluded is an input that nobody set. With plain `IMMUTABLE` there is nothing to know.

variable "pattern" {
  type = string
}

variable "patterns" {
  type = list(string)
}

resource "aws_ecr_repository" "one" {
  name                 = "shop/one"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION" #~ undecided ecr-immutable-tags

  image_tag_mutability_exclusion_filter {
    filter      = var.pattern
    filter_type = "WILDCARD"
  }
}

resource "aws_ecr_repository" "several" {
  name                 = "shop/several"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION" #~ undecided ecr-immutable-tags

  dynamic "image_tag_mutability_exclusion_filter" {
    for_each = var.patterns
    content {
      filter      = image_tag_mutability_exclusion_filter.value
      filter_type = "WILDCARD"
    }
  }
}

# One of the two is known, and it is wrong whatever the other says.
resource "aws_ecr_repository" "wrong_anyway" {
  name                 = "shop/wrong-anyway"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION" #~ fail ecr-immutable-tags

  image_tag_mutability_exclusion_filter {
    filter      = var.pattern
    filter_type = "WILDCARD"
  }

  image_tag_mutability_exclusion_filter {
    filter      = "latest"
    filter_type = "WILDCARD"
  }
}

resource "aws_ecr_repository" "immutable" {
  name                 = "shop/immutable"
  image_tag_mutability = "IMMUTABLE" #~ pass ecr-immutable-tags
}
