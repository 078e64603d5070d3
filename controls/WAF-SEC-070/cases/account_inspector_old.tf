# A status of last month says nothing of today.
#--- .wafpp.yml
evidence: {files: [{path: "evidence/**", collected: 2026-06-01}]}
#--- evidence/a.json
{"accounts": [{"accountId": "111122223333", "state": {"status": "ENABLED"}, "resourceState": { #~ na inspector-active
  "ec2": {"status": "ENABLED"}, "ecr": {"status": "ENABLED"}, "lambda": {"status": "DISABLED"}
}}], "failedAccounts": []}
