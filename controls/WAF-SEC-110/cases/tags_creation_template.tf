# Templates by which ECR makes repositories itself, for pull-through caches and replication.

resource "aws_ecr_repository_creation_template" "immutable" {
  prefix               = "cache"
  applied_for          = ["PULL_THROUGH_CACHE"]
  image_tag_mutability = "IMMUTABLE" #~ pass ecr-immutable-tags
}

resource "aws_ecr_repository_creation_template" "unsaid" { #~ fail ecr-immutable-tags
  prefix      = "replica"
  applied_for = ["REPLICATION"]
}

resource "aws_ecr_repository_creation_template" "signatures" {
  prefix               = "signed"
  applied_for          = ["REPLICATION"]
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION" #~ pass ecr-immutable-tags
  image_tag_mutability_exclusion_filter {
    filter      = "sha256-*"
    filter_type = "WILDCARD"
  }
}
