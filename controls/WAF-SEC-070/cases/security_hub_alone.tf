# Each region for itself.

resource "aws_securityhub_account" "this" {} #~ fail security-hub-aggregation
