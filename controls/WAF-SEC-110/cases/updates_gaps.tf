# Directories that no entry has, an entry that is switched off, a package manager without an entry, and one that is restricted.
#--- .github/dependabot.yml
version: 2 #~ fail dependency-updates
updates:
  - package-ecosystem: terraform #~ fail dependency-updates
    directory: /live/prod
    schedule: {interval: weekly}
  - package-ecosystem: docker #~ fail dependency-updates
    directory: /app
    schedule: {interval: daily}
    open-pull-requests-limit: 0
  - package-ecosystem: gomod #~ undecided dependency-updates
    directory: /
    schedule: {interval: daily}
    allow: [{dependency-name: "example.com/shop/*"}]
#--- live/prod/main.tf
resource "aws_kms_key" "this" {}
#--- live/dev/main.tf
resource "aws_kms_key" "this" {}
#--- app/Dockerfile
FROM node:22
#--- go.mod
module shop
#--- requirements.txt
requests==2.31.0
