# The plan lies beside the code it was made from: its values hold, once, and findings point to the code.
variable "mutability" {
  type = string
}

resource "aws_ecr_repository" "named" {
  name                 = "shop/named"
  image_tag_mutability = var.mutability #~ fail ecr-immutable-tags x1
}

resource "aws_ecr_repository" "unset" { #~ fail ecr-immutable-tags x1
  name = "shop/unset"
}

module "more" {
  source = "./modules/repository"
}
#--- modules/repository/main.tf
resource "aws_ecr_repository" "this" {
  for_each             = toset(["a", "b"])
  name                 = "shop/${each.key}"
  image_tag_mutability = "IMMUTABLE_WITH_EXCLUSION" #~ pass ecr-immutable-tags x2

  image_tag_mutability_exclusion_filter {
    filter      = "sha256-*"
    filter_type = "WILDCARD"
  }
}
#--- plan.json
{
  "format_version": "1.2",
  "variables": {"mutability": {"value": "MUTABLE"}},
  "resource_changes": [
    {"address": "aws_ecr_repository.named", "mode": "managed", "type": "aws_ecr_repository", "name": "named", "change": {
      "actions": ["create"], "before": null, "after": {"name": "shop/named", "image_tag_mutability": "MUTABLE"}, "after_unknown": {"arn": true}}},
    {"address": "aws_ecr_repository.unset", "mode": "managed", "type": "aws_ecr_repository", "name": "unset", "change": {
      "actions": ["create"], "before": null, "after": {"name": "shop/unset", "image_tag_mutability": "MUTABLE"}, "after_unknown": {"arn": true}}},
    {"address": "module.more.aws_ecr_repository.this[\"a\"]", "module_address": "module.more", "mode": "managed", "type": "aws_ecr_repository",
      "name": "this", "index": "a", "change": {
      "actions": ["create"], "before": null, "after": {"name": "shop/a", "image_tag_mutability": "IMMUTABLE_WITH_EXCLUSION",
      "image_tag_mutability_exclusion_filter": [{"filter": "sha256-*", "filter_type": "WILDCARD"}]}, "after_unknown": {"arn": true}}},
    {"address": "module.more.aws_ecr_repository.this[\"b\"]", "module_address": "module.more", "mode": "managed", "type": "aws_ecr_repository",
      "name": "this", "index": "b", "change": {
      "actions": ["create"], "before": null, "after": {"name": "shop/b", "image_tag_mutability": "IMMUTABLE_WITH_EXCLUSION",
      "image_tag_mutability_exclusion_filter": [{"filter": "sha256-*", "filter_type": "WILDCARD"}]}, "after_unknown": {"arn": true}}}
  ],
  "configuration": {"root_module": {
    "resources": [
      {"address": "aws_ecr_repository.named", "mode": "managed", "type": "aws_ecr_repository", "name": "named", "provider_config_key": "aws",
        "expressions": {"name": {"constant_value": "shop/named"}, "image_tag_mutability": {"references": ["var.mutability"]}}},
      {"address": "aws_ecr_repository.unset", "mode": "managed", "type": "aws_ecr_repository", "name": "unset", "provider_config_key": "aws",
        "expressions": {"name": {"constant_value": "shop/unset"}}}
    ],
    "module_calls": {"more": {"source": "./modules/repository", "module": {"resources": [
      {"address": "aws_ecr_repository.this", "mode": "managed", "type": "aws_ecr_repository", "name": "this", "provider_config_key": "aws",
        "expressions": {"name": {"references": ["each.key"]}, "image_tag_mutability": {"constant_value": "IMMUTABLE_WITH_EXCLUSION"},
        "image_tag_mutability_exclusion_filter": [{"filter": {"constant_value": "sha256-*"}, "filter_type": {"constant_value": "WILDCARD"}}]},
        "for_each_expression": {}}
    ]}}}
  }}
}
