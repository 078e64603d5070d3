# Exclusions for signatures and attestations alone: their tags are made of a digest, and nothing is deployed by them.

resource "aws_ecr_repository" "signed" {
  name                 = "shop/signed"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION" #~ pass ecr-immutable-tags

  image_tag_mutability_exclusion_filter {
    filter      = "sha256-*"
    filter_type = "WILDCARD"
  }
}

resource "aws_ecr_repository" "signatures_only" {
  name                 = "shop/signatures-only"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION" #~ pass ecr-immutable-tags

  image_tag_mutability_exclusion_filter {
    filter      = "sha256-*.sig"
    filter_type = "WILDCARD"
  }

  image_tag_mutability_exclusion_filter {
    filter      = "sha256-*.att"
    filter_type = "WILDCARD"
  }
}
