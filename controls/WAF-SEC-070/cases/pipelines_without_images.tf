# A pipeline that makes no image has nothing to gate.
#--- .github/workflows/lint.yml
on: {push: {branches: [main]}} #~ na vulnerability-gate #~ na any.sbom
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - run: terraform fmt -check -recursive
