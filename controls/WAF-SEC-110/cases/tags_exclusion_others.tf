# Any other exclusion is a tag that can be moved, `latest` above all; one among several is enough.

resource "aws_ecr_repository" "latest" {
  name                 = "shop/latest"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION" #~ fail ecr-immutable-tags

  image_tag_mutability_exclusion_filter {
    filter      = "latest"
    filter_type = "WILDCARD"
  }
}

resource "aws_ecr_repository" "one_of_two" {
  name                 = "shop/one-of-two"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION" #~ fail ecr-immutable-tags

  image_tag_mutability_exclusion_filter {
    filter      = "sha256-*"
    filter_type = "WILDCARD"
  }

  image_tag_mutability_exclusion_filter {
    filter      = "dev-*"
    filter_type = "WILDCARD"
  }
}

resource "aws_ecr_repository" "everything" {
  name                 = "shop/everything"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION" #~ fail ecr-immutable-tags

  image_tag_mutability_exclusion_filter {
    filter      = "*"
    filter_type = "WILDCARD"
  }
}

# The other way round: mutable, with exceptions that are not.
resource "aws_ecr_repository" "mutable_with_exclusion" {
  name                 = "shop/mutable-with-exclusion"
  image_tag_mutability = "MUTABLE_WITH_EXCLUSION" #~ fail ecr-immutable-tags

  image_tag_mutability_exclusion_filter {
    filter      = "sha256-*"
    filter_type = "WILDCARD"
  }
}
