# Key policies of the account: named principals, everybody, everybody of one account; what denies is not asked.
#--- evidence/named.json
{"Policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Sid\": \"admin\", \"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:root\"}, \"Action\": \"kms:*\", \"Resource\": \"*\"}]}", "PolicyName": "default"} #~ pass key-policy
#--- evidence/open.json
{"Policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Sid\": \"use\", \"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"kms:Decrypt\", \"Resource\": \"*\"}]}", "PolicyName": "default"} #~ fail key-policy
#--- evidence/bound.json
{"Policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Sid\": \"use\", \"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"*\"}, \"Action\": \"kms:Decrypt\", \"Resource\": \"*\", \"Condition\": {\"StringEquals\": {\"kms:CallerAccount\": \"111122223333\"}}}]}", "PolicyName": "default"} #~ pass key-policy
#--- evidence/deny.json
{"Policy": "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Sid\": \"not\", \"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"kms:ScheduleKeyDeletion\", \"Resource\": \"*\"}]}", "PolicyName": "default"} #~ na key-policy
