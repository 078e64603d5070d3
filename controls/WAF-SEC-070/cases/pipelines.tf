# Gates and SBOMs in pipelines.
#--- .github/workflows/good.yml
on: {push: {branches: [main]}}
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - run: docker build -t shop/api .
      - run: trivy image --exit-code 1 --severity CRITICAL --ignore-unfixed shop/api
      - run: docker push shop/api #~ pass vulnerability-gate #~ pass any.sbom
      - run: trivy image --format cyclonedx --output sbom.cdx.json shop/api
      - run: aws s3 cp sbom.cdx.json s3://sboms/api/
#--- .circleci/config.yml
version: 2.1
jobs:
  build:
    docker: [{image: "cimg/base:2024.01"}]
    steps:
      - run: docker build -t shop/web .
      - run: trivy image shop/web
      - run: syft shop/web -o spdx-json > web.spdx.json
      - run: docker push shop/web #~ fail vulnerability-gate #~ fail any.sbom
workflows:
  main: {jobs: [build]}
#--- bitbucket-pipelines.yml
image: node:20
pipelines:
  default:
    - step:
        script:
          - docker build -t shop/cart .
          - pipe: aquasecurity/aqua-trivy-pipe:1.0.1
            variables: {imageRef: shop/cart, exitCode: "1", severity: CRITICAL}
          - docker push shop/cart #~ undecided vulnerability-gate #~ fail any.sbom
#--- buildspec.yml
version: 0.2
phases:
  build:
    commands:
      - make scan-image
      - docker push shop/mail #~ undecided vulnerability-gate #~ undecided any.sbom
