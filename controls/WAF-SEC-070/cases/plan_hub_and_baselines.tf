# A plan instead of code: Security Hub, and the baselines of the systems in use.
#--- plan.json
{
  "format_version": "1.2",
  "terraform_version": "1.11.4",
  "resource_changes": [
    {
      "address": "aws_securityhub_account.here", #~ pass security-hub-aggregation
      "mode": "managed", "type": "aws_securityhub_account", "name": "here",
      "change": {"actions": ["create"], "before": null, "after": {
        "enable_default_standards": true
      }, "after_unknown": {
        "id": true,
        "arn": true
      }}
    },
    {
      "address": "aws_securityhub_finding_aggregator.here",
      "mode": "managed", "type": "aws_securityhub_finding_aggregator", "name": "here",
      "change": {"actions": ["create"], "before": null, "after": {
        "linking_mode": "ALL_REGIONS" #~ pass security-hub-aggregation
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "aws_ssm_patch_baseline.linux",
      "mode": "managed", "type": "aws_ssm_patch_baseline", "name": "linux",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "linux",
        "operating_system": "AMAZON_LINUX_2023",
        "approval_rule": [{"approve_after_days": 7, "compliance_level": "HIGH", "enable_non_security": false, "patch_filter": [{"key": "CLASSIFICATION", "values": ["Security"]}]}] #~ pass patch-baseline
      }, "after_unknown": {
        "id": true,
        "arn": true
      }}
    },
    {
      "address": "aws_ssm_patch_baseline.late",
      "mode": "managed", "type": "aws_ssm_patch_baseline", "name": "late",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "late",
        "operating_system": "WINDOWS",
        "approval_rule": [{"approve_after_days": 90, "compliance_level": "HIGH", "patch_filter": [{"key": "CLASSIFICATION", "values": ["SecurityUpdates"]}]}] #~ fail patch-baseline
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
        {"address": "aws_securityhub_account.here", "mode": "managed", "type": "aws_securityhub_account", "name": "here", "provider_config_key": "aws",
          "expressions": {"enable_default_standards": {"constant_value": true}}},
        {"address": "aws_securityhub_finding_aggregator.here", "mode": "managed", "type": "aws_securityhub_finding_aggregator", "name": "here", "provider_config_key": "aws",
          "expressions": {"linking_mode": {"constant_value": "ALL_REGIONS"}}},
        {"address": "aws_ssm_patch_baseline.linux", "mode": "managed", "type": "aws_ssm_patch_baseline", "name": "linux", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "linux"}, "operating_system": {"constant_value": "AMAZON_LINUX_2023"}, "approval_rule": [{"approve_after_days": {"constant_value": 7}, "compliance_level": {"constant_value": "HIGH"}, "enable_non_security": {"constant_value": false}, "patch_filter": [{"key": {"constant_value": "CLASSIFICATION"}, "values": {"constant_value": ["Security"]}}]}]}},
        {"address": "aws_ssm_patch_baseline.late", "mode": "managed", "type": "aws_ssm_patch_baseline", "name": "late", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "late"}, "operating_system": {"constant_value": "WINDOWS"}, "approval_rule": [{"approve_after_days": {"constant_value": 90}, "compliance_level": {"constant_value": "HIGH"}, "patch_filter": [{"key": {"constant_value": "CLASSIFICATION"}, "values": {"constant_value": ["SecurityUpdates"]}}]}]}}
      ]
    }
  }
}
