# A plan without a configuration section: what is not known is open, what is null is unset.
#--- prod/tfplan.json
{
  "format_version": "0.2",
  "terraform_version": "1.0.11",
  "planned_values": {"root_module": {}},
  "resource_changes": [
    {
      "address": "aws_ecr_repository.fixed", "mode": "managed", "type": "aws_ecr_repository", "name": "fixed",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "image_tag_mutability": "IMMUTABLE" #~ pass ecr-immutable-tags
        },
        "after_unknown": {"arn": true}
      }
    },
    {
      "address": "aws_ecr_repository.moving", "mode": "managed", "type": "aws_ecr_repository", "name": "moving",
      "change": {
        "actions": ["create", "delete"], "before": {"image_tag_mutability": "IMMUTABLE"},
        "after": {
          "image_tag_mutability": "MUTABLE" #~ fail ecr-immutable-tags
        },
        "after_unknown": {"arn": true}
      }
    },
    {
      "address": "aws_ecr_repository.signed", "mode": "managed", "type": "aws_ecr_repository", "name": "signed",
      "change": {
        "actions": ["update"], "before": {},
        "after": {
          "image_tag_mutability": "IMMUTABLE_WITH_EXCLUSION", #~ pass ecr-immutable-tags
          "image_tag_mutability_exclusion_filter": [{"filter": "sha256-*", "filter_type": "WILDCARD"}]
        },
        "after_unknown": {"image_tag_mutability_exclusion_filter": [{}]}
      }
    },
    {
      "address": "aws_ecr_repository.open", "mode": "managed", "type": "aws_ecr_repository", "name": "open",
      "change": {
        "actions": ["create"], "before": null,
        "after": {},
        "after_unknown": {
          "image_tag_mutability": true #~ undecided ecr-immutable-tags
        }
      }
    }
  ]
}
