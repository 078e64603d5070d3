# AWS Config knows both rules, by their source, and finds everything encrypted.
#--- .wafpp.yml
evidence: #~ pass config-rules
  files:
    - {path: "evidence/**", collected: 2026-07-05}
#--- main.tf
resource "aws_sns_topic" "orders" {
  name = "orders"
}
#--- evidence/compliance.json
{"ComplianceByConfigRules": [
  {"ConfigRuleName": "databases", "Compliance": {"ComplianceType": "COMPLIANT"}},
  {"ConfigRuleName": "buckets", "Compliance": {"ComplianceType": "COMPLIANT"}},
  {"ConfigRuleName": "ports", "Compliance": {"ComplianceType": "NON_COMPLIANT"}}
]}
#--- evidence/rules.json
{"ConfigRules": [
  {"ConfigRuleName": "databases", "ConfigRuleArn": "arn:aws:config:eu-central-1:111122223333:config-rule/config-rule-a1",
   "Source": {"Owner": "AWS", "SourceIdentifier": "RDS_STORAGE_ENCRYPTED"}, "ConfigRuleState": "ACTIVE"},
  {"ConfigRuleName": "buckets", "ConfigRuleArn": "arn:aws:config:eu-central-1:111122223333:config-rule/config-rule-b2",
   "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED"}, "ConfigRuleState": "ACTIVE"},
  {"ConfigRuleName": "ports", "ConfigRuleArn": "arn:aws:config:eu-central-1:111122223333:config-rule/config-rule-c3",
   "Source": {"Owner": "AWS", "SourceIdentifier": "RESTRICTED_INCOMING_TRAFFIC"}, "ConfigRuleState": "ACTIVE"}
]}
