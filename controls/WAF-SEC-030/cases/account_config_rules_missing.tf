# Nothing was exported, and nobody requires it.
#--- .wafpp.yml
evidence: {} #~ na config-rules
#--- main.tf
resource "aws_sns_topic" "orders" {
  name = "orders"
}
