# A key that stands as a literal: the account says whose it is, so that nothing has to be assumed.
#--- main.tf
resource "aws_db_instance" "ours" {
  identifier        = "ours"
  storage_encrypted = true
  kms_key_id        = "arn:aws:kms:eu-central-1:111122223333:key/a1" #~ pass rds-storage-encrypted
}
resource "aws_db_instance" "theirs" {
  identifier        = "theirs"
  storage_encrypted = true
  kms_key_id        = "arn:aws:kms:eu-central-1:111122223333:key/b2" #~ fail rds-storage-encrypted
}
#--- evidence/ours.json
{"KeyMetadata": {
  "AWSAccountId": "111122223333", "KeyId": "a1", "Arn": "arn:aws:kms:eu-central-1:111122223333:key/a1", "Enabled": true, "KeyState": "Enabled",
  "KeyUsage": "ENCRYPT_DECRYPT", "Origin": "AWS_KMS", "KeyManager": "CUSTOMER", "KeySpec": "SYMMETRIC_DEFAULT", "MultiRegion": false
}}
#--- evidence/theirs.json
{"KeyMetadata": {
  "AWSAccountId": "111122223333", "KeyId": "b2", "Arn": "arn:aws:kms:eu-central-1:111122223333:key/b2", "Enabled": true, "KeyState": "Enabled",
  "KeyUsage": "ENCRYPT_DECRYPT", "Origin": "AWS_KMS", "KeyManager": "AWS", "KeySpec": "SYMMETRIC_DEFAULT", "MultiRegion": false
}}
