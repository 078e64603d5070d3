# Nothing is configured: one finding, where the code begins.
#--- live/main.tf
resource "aws_kms_key" "this" {} #~ fail dependency-updates x1
#--- app/Dockerfile
FROM node:22
#--- app/package.json
{"dependencies": {"left": "1.0.0"}}
