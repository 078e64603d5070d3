# New volumes are encrypted by a key of our own.
#--- evidence/on.json
{"EbsEncryptionByDefault": true} #~ pass new-volumes-encrypted
#--- evidence/key.json
{"KmsKeyId": "arn:aws:kms:eu-central-1:111122223333:key/a1"}
