# Other platforms, and parts that are brought in from the repository.
#--- .gitlab-ci.yml
include: {local: /ci/scan.yml}
stages: [build, scan, deploy]
build:
  stage: build
  image: docker:27@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa #~ pass actions-pinned
  script:
    - docker build -t shop/api .
    - docker push shop/api #~ pass image-scan-gate
deploy:
  stage: deploy
  image: alpine/k8s:1.30.0 #~ fail actions-pinned
  script: [kubectl apply -f k8s]
#--- ci/scan.yml
scan:
  stage: scan
  image: docker:27@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
  script: [trivy image --exit-code 1 --severity CRITICAL shop/api]
#--- azure-pipelines.yml
trigger: [main]
pool: {vmImage: ubuntu-latest}
steps:
  - task: Docker@2 #~ na actions-pinned #~ fail image-scan-gate
    inputs: {command: buildAndPush, repository: shop}
  - script: |
      trivy image --exit-code 1 shop
      echo scanned
#--- Jenkinsfile
pipeline {
  agent any
  stages {
    stage('Build') { steps { sh 'docker build -t shop .' } }
    stage('Scan') { steps { sh 'sh ci/scan.sh shop' } }
    stage('Push') { steps { sh 'docker push shop' } } #~ pass image-scan-gate
  }
}
#--- ci/scan.sh
#!/bin/sh -e
trivy image --exit-code 1 --severity CRITICAL "$1"
