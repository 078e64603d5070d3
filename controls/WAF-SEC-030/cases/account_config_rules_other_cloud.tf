# Code that uses no AWS wants no evidence of AWS.
#--- .wafpp.yml
evidence: {required: true} #~ na config-rules
#--- main.tf
resource "google_kms_key_ring" "ring" {
  name     = "ring"
  location = "europe-west3"
}
