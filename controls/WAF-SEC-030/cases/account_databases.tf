# Databases of the account: by our own key, by one of AWS, by one that nobody looked up, not encrypted.
#--- evidence/ours.json
{"KeyMetadata": {
  "AWSAccountId": "111122223333", "KeyId": "a1", "Arn": "arn:aws:kms:eu-central-1:111122223333:key/a1", "Enabled": true, "KeyState": "Enabled",
  "KeyUsage": "ENCRYPT_DECRYPT", "Origin": "AWS_KMS", "KeyManager": "CUSTOMER", "KeySpec": "SYMMETRIC_DEFAULT", "MultiRegion": false
}}
#--- evidence/aws.json
{"KeyMetadata": {
  "AWSAccountId": "111122223333", "KeyId": "b2", "Arn": "arn:aws:kms:eu-central-1:111122223333:key/b2", "Enabled": true, "KeyState": "Enabled",
  "KeyUsage": "ENCRYPT_DECRYPT", "Origin": "AWS_KMS", "KeyManager": "AWS", "KeySpec": "SYMMETRIC_DEFAULT", "MultiRegion": false
}}
#--- evidence/orders.json
{"DBInstances": [{"DBInstanceIdentifier": "orders", "DBInstanceArn": "arn:aws:rds:eu-central-1:111122223333:db:orders", "Engine": "postgres", "StorageEncrypted": true, "KmsKeyId": "arn:aws:kms:eu-central-1:111122223333:key/a1"}]} #~ pass rds-encryption
#--- evidence/invoices.json
{"DBInstances": [{"DBInstanceIdentifier": "invoices", "DBInstanceArn": "arn:aws:rds:eu-central-1:111122223333:db:invoices", "Engine": "postgres", "StorageEncrypted": true, "KmsKeyId": "arn:aws:kms:eu-central-1:111122223333:key/b2"}]} #~ fail rds-encryption
#--- evidence/baskets.json
{"DBInstances": [{"DBInstanceIdentifier": "baskets", "DBInstanceArn": "arn:aws:rds:eu-central-1:111122223333:db:baskets", "Engine": "postgres", "StorageEncrypted": true, "KmsKeyId": "arn:aws:kms:eu-central-1:111122223333:key/c3"}]} #~ undecided rds-encryption
#--- evidence/old.json
{"DBInstances": [{"DBInstanceIdentifier": "old", "DBInstanceArn": "arn:aws:rds:eu-central-1:111122223333:db:old", "Engine": "postgres", "StorageEncrypted": false}]} #~ fail rds-encryption
