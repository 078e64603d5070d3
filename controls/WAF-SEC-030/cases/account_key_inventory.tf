# Exports of keys: one rotates, one does not, of one nobody exported it; AWS's own, an asymmetric one and one that is going are not asked.
#--- evidence/orders.json
{"KeyMetadata": { #~ pass key-inventory
  "AWSAccountId": "111122223333", "KeyId": "a1", "Arn": "arn:aws:kms:eu-central-1:111122223333:key/a1", "Enabled": true, "KeyState": "Enabled",
  "KeyUsage": "ENCRYPT_DECRYPT", "Origin": "AWS_KMS", "KeyManager": "CUSTOMER", "KeySpec": "SYMMETRIC_DEFAULT", "MultiRegion": false
}}
#--- evidence/orders-rotation.json
{"KeyId": "arn:aws:kms:eu-central-1:111122223333:key/a1", "KeyRotationEnabled": true, "RotationPeriodInDays": 365}
#--- evidence/payments.json
{"KeyMetadata": { #~ fail key-inventory
  "AWSAccountId": "111122223333", "KeyId": "b2", "Arn": "arn:aws:kms:eu-central-1:111122223333:key/b2", "Enabled": true, "KeyState": "Enabled",
  "KeyUsage": "ENCRYPT_DECRYPT", "Origin": "AWS_KMS", "KeyManager": "CUSTOMER", "KeySpec": "SYMMETRIC_DEFAULT", "MultiRegion": false
}}
#--- evidence/payments-rotation.json
{"KeyId": "arn:aws:kms:eu-central-1:111122223333:key/b2", "KeyRotationEnabled": false}
#--- evidence/invoices.json
{"KeyMetadata": { #~ undecided key-inventory
  "AWSAccountId": "111122223333", "KeyId": "c3", "Arn": "arn:aws:kms:eu-central-1:111122223333:key/c3", "Enabled": true, "KeyState": "Enabled",
  "KeyUsage": "ENCRYPT_DECRYPT", "Origin": "AWS_KMS", "KeyManager": "CUSTOMER", "KeySpec": "SYMMETRIC_DEFAULT", "MultiRegion": false
}}
#--- evidence/rds.json
{"KeyMetadata": { #~ na key-inventory
  "AWSAccountId": "111122223333", "KeyId": "d4", "Arn": "arn:aws:kms:eu-central-1:111122223333:key/d4", "Enabled": true, "KeyState": "Enabled",
  "KeyUsage": "ENCRYPT_DECRYPT", "Origin": "AWS_KMS", "KeyManager": "AWS", "KeySpec": "SYMMETRIC_DEFAULT", "MultiRegion": false
}}
#--- evidence/signing.json
{"KeyMetadata": { #~ na key-inventory
  "AWSAccountId": "111122223333", "KeyId": "e5", "Arn": "arn:aws:kms:eu-central-1:111122223333:key/e5", "Enabled": true, "KeyState": "Enabled",
  "KeyUsage": "ENCRYPT_DECRYPT", "Origin": "AWS_KMS", "KeyManager": "CUSTOMER", "KeySpec": "RSA_2048", "MultiRegion": false
}}
#--- evidence/old.json
{"KeyMetadata": { #~ na key-inventory
  "AWSAccountId": "111122223333", "KeyId": "f6", "Arn": "arn:aws:kms:eu-central-1:111122223333:key/f6", "Enabled": true, "KeyState": "PendingDeletion",
  "KeyUsage": "ENCRYPT_DECRYPT", "Origin": "AWS_KMS", "KeyManager": "CUSTOMER", "KeySpec": "SYMMETRIC_DEFAULT", "MultiRegion": false
}}
