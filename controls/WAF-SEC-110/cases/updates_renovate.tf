# Renovate with its own presets, a manager that is switched off, and files that are left out.
#--- renovate.json5
// of the team #~ pass dependency-updates
{
  extends: ['config:recommended'],
  dockerfile: {enabled: false}, #~ fail dependency-updates
  packageRules: [
    {matchManagers: ['gomod'], matchPackageNames: ['*'], enabled: false}, #~ fail dependency-updates
  ],
}
#--- live/main.tf
resource "aws_kms_key" "this" {}
#--- app/Dockerfile
FROM node:22
#--- go.mod
module shop
#--- examples/small/package.json
{"dependencies": {"left": "1.0.0"}}
