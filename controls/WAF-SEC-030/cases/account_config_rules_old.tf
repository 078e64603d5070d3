# Results that are older than a week prove nothing of today.
#--- .wafpp.yml
evidence: {files: [{path: "evidence/**", collected: 2026-06-01}]} #~ na config-rules
#--- main.tf
resource "aws_sns_topic" "orders" {
  name = "orders"
}
#--- evidence/compliance.json
{"ComplianceByConfigRules": [
  {"ConfigRuleName": "rds-storage-encrypted", "Compliance": {"ComplianceType": "COMPLIANT"}},
  {"ConfigRuleName": "s3-bucket-server-side-encryption-enabled", "Compliance": {"ComplianceType": "COMPLIANT"}}
]}
#--- evidence/rules.json
{"ConfigRules": [
  {"ConfigRuleName": "rds-storage-encrypted", "ConfigRuleArn": "arn:aws:config:eu-central-1:111122223333:config-rule/config-rule-a1",
   "Source": {"Owner": "AWS", "SourceIdentifier": "RDS_STORAGE_ENCRYPTED"}, "ConfigRuleState": "ACTIVE"},
  {"ConfigRuleName": "s3-bucket-server-side-encryption-enabled",
   "ConfigRuleArn": "arn:aws:config:eu-central-1:111122223333:config-rule/config-rule-b2",
   "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED"}, "ConfigRuleState": "ACTIVE"}
]}
