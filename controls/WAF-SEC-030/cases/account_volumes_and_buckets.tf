# Volumes and buckets of the account, and what it does by default.
#--- evidence/ours.json
{"KeyMetadata": {
  "AWSAccountId": "111122223333", "KeyId": "a1", "Arn": "arn:aws:kms:eu-central-1:111122223333:key/a1", "Enabled": true, "KeyState": "Enabled",
  "KeyUsage": "ENCRYPT_DECRYPT", "Origin": "AWS_KMS", "KeyManager": "CUSTOMER", "KeySpec": "SYMMETRIC_DEFAULT", "MultiRegion": false
}}
#--- evidence/v1.json
{"Volumes": [{"VolumeId": "vol-0a1", "Encrypted": true, "KmsKeyId": "arn:aws:kms:eu-central-1:111122223333:key/a1", "State": "in-use", "Size": 8}]} #~ pass ebs-encryption
#--- evidence/v2.json
{"Volumes": [{"VolumeId": "vol-0a2", "Encrypted": false, "State": "in-use", "Size": 8}]} #~ fail ebs-encryption
#--- evidence/v3.json
{"Volumes": [{"VolumeId": "vol-0a3", "Encrypted": true, "KmsKeyId": "arn:aws:kms:eu-central-1:111122223333:key/c3", "State": "in-use", "Size": 8}]} #~ undecided ebs-encryption
#--- evidence/b1.json
{"ServerSideEncryptionConfiguration": {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "arn:aws:kms:eu-central-1:111122223333:key/a1"}, "BucketKeyEnabled": true}]}} #~ pass s3-encryption
#--- evidence/b2.json
{"ServerSideEncryptionConfiguration": {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}} #~ fail s3-encryption
#--- evidence/b3.json
{"ServerSideEncryptionConfiguration": {"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "arn:aws:kms:eu-central-1:111122223333:key/c3"}}]}} #~ undecided s3-encryption
