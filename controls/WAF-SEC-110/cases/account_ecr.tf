# Repositories of the account.
#--- evidence/fixed.json
{"repositories": [{"repositoryArn": "arn:aws:ecr:eu-central-1:111122223333:repository/shop/a", "registryId": "111122223333", "repositoryName": "shop/a", "imageTagMutability": "IMMUTABLE", "imageScanningConfiguration": {"scanOnPush": true}}]} #~ pass repositories-immutable
#--- evidence/mutable.json
{"repositories": [{"repositoryArn": "arn:aws:ecr:eu-central-1:111122223333:repository/shop/b", "registryId": "111122223333", "repositoryName": "shop/b", "imageTagMutability": "MUTABLE", "imageScanningConfiguration": {"scanOnPush": true}}]} #~ fail repositories-immutable
