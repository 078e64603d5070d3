# Dependabot reaches all of it: patterns for directories, a workspace whose members go with it, a vendored module that is not asked.
#--- .github/dependabot.yml
version: 2
updates:
  - package-ecosystem: terraform #~ pass dependency-updates
    directories: ["/live/*"]
    schedule: {interval: weekly}
  - package-ecosystem: docker #~ pass dependency-updates
    directory: /app
    schedule: {interval: daily}
  - package-ecosystem: npm #~ pass dependency-updates
    directory: /
    schedule: {interval: daily}
#--- live/prod/main.tf
resource "aws_kms_key" "this" {}
#--- live/dev/main.tf
resource "aws_kms_key" "this" {}
#--- app/Dockerfile
FROM node:22
#--- package.json
{"workspaces": ["packages/*"]}
#--- packages/cart/package.json
{"dependencies": {"left": "1.0.0"}}
#--- vendor/tool/go.mod
module tool
