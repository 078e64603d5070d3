# Manifests, several in one file, and the values of a chart.
#--- k8s/shop.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      initContainers:
        - name: migrate
          image: registry.example.com/shop@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa #~ pass manifest-image-digest
      containers:
        - name: shop
          image: registry.example.com/shop:1.2 #~ fail manifest-image-digest
---
apiVersion: v1
kind: ConfigMap
metadata: {name: none}
data: {image: "redis:7"}
#--- charts/shop/Chart.yaml
apiVersion: v2
name: shop
#--- charts/shop/values.yaml
image:
  repository: registry.example.com/shop #~ undecided manifest-image-digest
  tag: ""
cache:
  image:
    repository: redis
    digest: sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa #~ pass manifest-image-digest
sidecar:
  image: proxy:1 #~ fail manifest-image-digest
#--- other/values.yaml
image: {repository: redis, tag: 7}
#--- app/Dockerfile
FROM node:22
#--- vendor/tool/deployment.yaml
apiVersion: v1
kind: Pod
metadata: {name: tool}
spec:
  containers:
    - {name: tool, image: "tool:1"} #~ na manifest-image-digest
