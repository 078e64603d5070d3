# A compliant and a non-compliant trail, and keys for critical data.

#--- good/main.tf
resource "aws_cloudtrail" "all" { #~ pass cloudtrail-kms-audit
  name           = "all"
  s3_bucket_name = "shop-trail"
}

resource "aws_cloudwatch_event_rule" "keys" {
  name          = "keys"
  event_pattern = jsonencode({ source = ["aws.kms"] })
}

resource "aws_cloudwatch_event_target" "keys" {
  rule = aws_cloudwatch_event_rule.keys.name
  arn  = "arn:aws:sns:eu-central-1:111122223333:security"
}

#--- bad/main.tf
resource "aws_cloudtrail" "no_keys" {
  name           = "no-keys"
  s3_bucket_name = "shop-trail"

  event_selector {
    exclude_management_event_sources = ["kms.amazonaws.com"] #~ fail cloudtrail-kms-audit
  }
}

#--- keys/main.tf
resource "aws_kms_key" "payments" {
  custom_key_store_id = "cks-0123456789abcdef0" #~ pass hsm-keys
  tags                = { data-classification = "critical" }
}

resource "aws_kms_key" "salaries" { #~ fail hsm-keys
  tags = { data-classification = "critical" }
}
