# GitHub refuses the file, with all that it says: the version is a text.
#--- .github/dependabot.yml
version: "2" #~ fail dependency-updates x1
updates:
  - package-ecosystem: terraform
    directory: /
    schedule: {interval: weekly}
#--- main.tf
resource "aws_kms_key" "this" {}
