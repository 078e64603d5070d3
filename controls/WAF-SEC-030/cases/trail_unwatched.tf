# The trail records; nothing raises an alarm: a filter about something else, and a rule without a target.

resource "aws_cloudtrail" "all" { #~ fail cloudtrail-kms-audit
  name           = "all"
  s3_bucket_name = "shop-trail"
}

resource "aws_cloudwatch_log_metric_filter" "root" {
  name           = "root"
  log_group_name = "trail"
  pattern        = "{ $.userIdentity.type = Root }"

  metric_transformation {
    name      = "Root"
    namespace = "Shop"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "root" {
  alarm_name          = "root"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "Root"
  namespace           = "Shop"
  threshold           = 0
}

resource "aws_cloudwatch_event_rule" "no_target" {
  name          = "kms"
  event_pattern = jsonencode({ source = ["aws.kms"] })
}
