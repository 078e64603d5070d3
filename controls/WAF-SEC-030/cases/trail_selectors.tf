# Selectors that leave the use of keys out, and an input.

#--- excluded/main.tf
resource "aws_cloudtrail" "this" {
  name           = "this"
  s3_bucket_name = "shop-trail"

  event_selector {
    exclude_management_event_sources = ["rdsdata.amazonaws.com", "kms.amazonaws.com"] #~ fail cloudtrail-kms-audit
  }
}

#--- write_only/main.tf
resource "aws_cloudtrail" "this" {
  name           = "this"
  s3_bucket_name = "shop-trail"

  event_selector {
    read_write_type = "WriteOnly" #~ fail cloudtrail-kms-audit
  }
}

#--- off/main.tf
resource "aws_cloudtrail" "this" {
  name           = "this"
  s3_bucket_name = "shop-trail"
  enable_logging = false #~ fail cloudtrail-kms-audit
}

#--- advanced_data/main.tf
resource "aws_cloudtrail" "this" {
  name           = "this"
  s3_bucket_name = "shop-trail"

  advanced_event_selector {
    field_selector { #~ fail cloudtrail-kms-audit
      field  = "eventCategory"
      equals = ["Data"]
    }
  }
}

#--- advanced_excluded/main.tf
resource "aws_cloudtrail" "this" {
  name           = "this"
  s3_bucket_name = "shop-trail"

  advanced_event_selector {
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }

    field_selector { #~ fail cloudtrail-kms-audit
      field      = "eventSource"
      not_equals = ["kms.amazonaws.com"]
    }
  }
}

#--- advanced_good/main.tf
resource "aws_cloudtrail" "this" {
  name           = "this"
  s3_bucket_name = "shop-trail"

  advanced_event_selector { #~ pass cloudtrail-kms-audit
    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }
}

resource "aws_cloudwatch_event_rule" "kms" {
  name          = "kms"
  event_pattern = jsonencode({ source = ["aws.kms"] })
}

resource "aws_cloudwatch_event_target" "kms" {
  rule = aws_cloudwatch_event_rule.kms.name
  arn  = "arn:aws:sns:eu-central-1:111122223333:security"
}

#--- input/main.tf
variable "sources" { type = list(string) }

resource "aws_cloudtrail" "this" {
  name           = "this"
  s3_bucket_name = "shop-trail"

  event_selector {
    exclude_management_event_sources = var.sources #~ undecided cloudtrail-kms-audit
  }
}

resource "aws_cloudwatch_event_rule" "kms" {
  name          = "kms"
  event_pattern = jsonencode({ source = ["aws.kms"] })
}

resource "aws_cloudwatch_event_target" "kms" {
  rule = aws_cloudwatch_event_rule.kms.name
  arn  = "arn:aws:sns:eu-central-1:111122223333:security"
}
