# The same where evidence is required: what is missing is a failure.
#--- .wafpp.yml
evidence: {required: true} #~ fail config-rules
#--- main.tf
resource "aws_sns_topic" "orders" {
  name = "orders"
}
