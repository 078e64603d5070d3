# A preset elsewhere may say anything about what the file itself leaves open; what the file says holds.
#--- renovate.json
{
  "extends": ["github>shop/renovate"], #~ undecided dependency-updates
  "dockerfile": {"enabled": false}, #~ fail dependency-updates
  "npm": {"enabled": true} #~ pass dependency-updates
}
#--- live/main.tf
resource "aws_kms_key" "this" {}
#--- app/Dockerfile
FROM node:22
#--- app/package.json
{"dependencies": {"left": "1.0.0"}}
