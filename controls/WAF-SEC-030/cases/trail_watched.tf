# A trail without selectors records all management events; a metric filter with an alarm watches them.

resource "aws_cloudtrail" "all" { #~ pass cloudtrail-kms-audit
  name                       = "all"
  s3_bucket_name             = "shop-trail"
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.trail.arn}:*"
}

resource "aws_cloudwatch_log_group" "trail" {
  name = "trail"
}

resource "aws_cloudwatch_log_metric_filter" "kms" {
  name           = "kms"
  log_group_name = aws_cloudwatch_log_group.trail.name
  pattern        = "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.errorCode = AccessDenied*)) }"

  metric_transformation {
    name      = "KeyUse"
    namespace = "Shop"
    value     = "1"
  }
}

resource "aws_cloudwatch_metric_alarm" "kms" {
  alarm_name          = "key-use"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "KeyUse"
  namespace           = "Shop"
  threshold           = 0
}

# Another trail records what this one leaves out.
resource "aws_cloudtrail" "objects" { #~ na cloudtrail-kms-audit
  name           = "objects"
  s3_bucket_name = "shop-trail"

  event_selector {
    include_management_events = false

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3"]
    }
  }
}
