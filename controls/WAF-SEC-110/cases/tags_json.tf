# JSON syntax: a plain word, a template, exclusion filters as a list of blocks.

#--- registry.tf.json
{
  "variable": {
    "word": { "default": "IMMUTABLE" }
  },
  "resource": {
    "aws_ecr_repository": {
      "plain": {
        "name": "shop/plain",
        "image_tag_mutability": "MUTABLE" #~ fail ecr-immutable-tags
      },
      "template": {
        "name": "shop/template",
        "image_tag_mutability": "${var.word}" #~ pass ecr-immutable-tags
      },
      "signed": {
        "name": "shop/signed",
        "image_tag_mutability": "${var.word}_WITH_EXCLUSION", #~ pass ecr-immutable-tags
        "image_tag_mutability_exclusion_filter": [
          { "filter": "sha256-*", "filter_type": "WILDCARD" }
        ]
      },
      "latest": {
        "name": "shop/latest",
        "image_tag_mutability": "IMMUTABLE_WITH_EXCLUSION", #~ fail ecr-immutable-tags
        "image_tag_mutability_exclusion_filter": [
          { "filter": "sha256-*", "filter_type": "WILDCARD" },
          { "filter": "latest", "filter_type": "WILDCARD" }
        ]
      }
    }
  }
}
