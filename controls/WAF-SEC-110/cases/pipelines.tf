# Pipelines that make images, and what keeps them from being deployed unseen.
#--- .github/workflows/good.yml
on: {push: {branches: [main]}}
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 #~ pass actions-pinned
      - run: docker build -t shop/api .
      - run: trivy image --exit-code 1 --severity CRITICAL shop/api
      - run: docker push shop/api #~ pass image-scan-gate #~ pass sbom #~ pass image-signing #~ fail provenance
      - run: syft shop/api -o cyclonedx-json=sbom.cdx.json
      - uses: actions/upload-artifact@v4 #~ fail actions-pinned
        with: {path: sbom.cdx.json}
      - run: cosign sign --yes shop/api@$DIGEST
#--- .github/workflows/defeated.yml
on: {push: {branches: [main]}}
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - run: docker build -t shop/web .
      - run: trivy image --exit-code 1 --severity CRITICAL shop/web || true
      - run: docker buildx build --push -t shop/web . #~ fail image-scan-gate #~ fail sbom #~ fail image-signing #~ pass provenance
#--- .github/workflows/unread.yml
on: {push: {branches: [main]}}
jobs:
  scan:
    uses: platform/pipelines/.github/workflows/scan.yml@${{ vars.VERSION }} #~ undecided actions-pinned
  image:
    needs: scan
    runs-on: ubuntu-latest
    steps:
      - run: docker push shop/cart #~ undecided image-scan-gate #~ undecided sbom #~ undecided image-signing #~ undecided provenance
#--- .github/workflows/only_fixed.yml
on: {push: {tags: ['v*']}}
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - run: grype shop/mail --fail-on critical --only-fixed
      - run: docker push shop/mail #~ fail image-scan-gate #~ fail sbom #~ fail image-signing #~ fail provenance
      - run: syft shop/mail -o spdx-json > sbom.json
#--- .github/workflows/review.yml
on: pull_request #~ na image-scan-gate #~ na sbom #~ na image-signing #~ na provenance
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - run: docker build -t shop/api . && docker push shop/review
#--- .github/workflows/test.yml
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: docker build -t shop/api . #~ na image-scan-gate #~ na sbom #~ na image-signing #~ na provenance
