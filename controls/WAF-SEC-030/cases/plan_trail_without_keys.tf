# A plan instead of code: a trail that leaves the calls of KMS out.
#--- plan.json
{
  "format_version": "1.2",
  "terraform_version": "1.11.4",
  "resource_changes": [
    {
      "address": "aws_cloudtrail.account",
      "mode": "managed", "type": "aws_cloudtrail", "name": "account",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "account",
        "enable_logging": true,
        "s3_bucket_name": "shop-trail",
        "event_selector": [{"include_management_events": true, "read_write_type": "All", "exclude_management_event_sources": ["kms.amazonaws.com"]}] #~ fail cloudtrail-kms-audit
      }, "after_unknown": {
        "id": true,
        "arn": true
      }}
    }
  ],
  "configuration": {
    "provider_config": {
      "aws": {"name": "aws", "full_name": "registry.terraform.io/hashicorp/aws"}
    },
    "root_module": {
      "resources": [
        {"address": "aws_cloudtrail.account", "mode": "managed", "type": "aws_cloudtrail", "name": "account", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "account"}, "enable_logging": {"constant_value": true}, "s3_bucket_name": {"constant_value": "shop-trail"}, "event_selector": [{"include_management_events": {"constant_value": true}, "read_write_type": {"constant_value": "All"}, "exclude_management_event_sources": {"constant_value": ["kms.amazonaws.com"]}}]}}
      ]
    }
  }
}
