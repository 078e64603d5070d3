# A plan instead of code: a trail that records the use of keys, and an alarm on it.
#--- plan.json
{
  "format_version": "1.2",
  "terraform_version": "1.11.4",
  "resource_changes": [
    {
      "address": "aws_cloudtrail.account", #~ pass cloudtrail-kms-audit
      "mode": "managed", "type": "aws_cloudtrail", "name": "account",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "account",
        "enable_logging": true,
        "s3_bucket_name": "shop-trail",
        "event_selector": [],
        "advanced_event_selector": []
      }, "after_unknown": {
        "id": true,
        "arn": true,
        "cloud_watch_logs_group_arn": true
      }}
    },
    {
      "address": "aws_cloudwatch_log_group.trail",
      "mode": "managed", "type": "aws_cloudwatch_log_group", "name": "trail",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "shop-trail"
      }, "after_unknown": {
        "id": true,
        "arn": true
      }}
    },
    {
      "address": "aws_cloudwatch_log_metric_filter.keys",
      "mode": "managed", "type": "aws_cloudwatch_log_metric_filter", "name": "keys",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "keys",
        "log_group_name": "shop-trail",
        "pattern": "{ ($.eventSource = \"kms.amazonaws.com\") && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }",
        "metric_transformation": [{"name": "keys-gone", "namespace": "shop", "value": "1"}]
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "aws_cloudwatch_metric_alarm.keys",
      "mode": "managed", "type": "aws_cloudwatch_metric_alarm", "name": "keys",
      "change": {"actions": ["create"], "before": null, "after": {
        "alarm_name": "keys",
        "metric_name": "keys-gone",
        "namespace": "shop",
        "alarm_actions": ["arn:aws:sns:eu-central-1:111122223333:security"]
      }, "after_unknown": {
        "id": true
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
          "expressions": {"name": {"constant_value": "account"}, "enable_logging": {"constant_value": true}, "s3_bucket_name": {"constant_value": "shop-trail"}, "cloud_watch_logs_group_arn": {"references": ["aws_cloudwatch_log_group.trail.arn", "aws_cloudwatch_log_group.trail"]}}},
        {"address": "aws_cloudwatch_log_group.trail", "mode": "managed", "type": "aws_cloudwatch_log_group", "name": "trail", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "shop-trail"}}},
        {"address": "aws_cloudwatch_log_metric_filter.keys", "mode": "managed", "type": "aws_cloudwatch_log_metric_filter", "name": "keys", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "keys"}, "log_group_name": {"constant_value": "shop-trail"}, "pattern": {"constant_value": "{ ($.eventSource = \"kms.amazonaws.com\") && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }"}, "metric_transformation": [{"name": {"constant_value": "keys-gone"}, "namespace": {"constant_value": "shop"}, "value": {"constant_value": "1"}}]}},
        {"address": "aws_cloudwatch_metric_alarm.keys", "mode": "managed", "type": "aws_cloudwatch_metric_alarm", "name": "keys", "provider_config_key": "aws",
          "expressions": {"alarm_name": {"constant_value": "keys"}, "metric_name": {"constant_value": "keys-gone"}, "namespace": {"constant_value": "shop"}, "alarm_actions": {"constant_value": ["arn:aws:sns:eu-central-1:111122223333:security"]}}}
      ]
    }
  }
}
