# New volumes are encrypted, and by which key is not known; elsewhere they are not.
#--- evidence/on.json
{"EbsEncryptionByDefault": true} #~ undecided new-volumes-encrypted
#--- evidence/off.json
{"EbsEncryptionByDefault": false} #~ fail new-volumes-encrypted
