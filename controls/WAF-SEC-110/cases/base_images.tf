# Stages, arguments with and without default, images to copy from, services that are built here.
#--- app/Dockerfile
# syntax=docker/dockerfile:1 #~ na base-image-digest
ARG VERSION=22
ARG REGISTRY
FROM node:${VERSION} AS build #~ fail base-image-digest
RUN <<SCRIPT
FROM nothing
SCRIPT
FROM ${REGISTRY}/runtime AS runtime #~ fail base-image-digest
ARG BASE
FROM ${BASE} AS base #~ undecided base-image-digest
FROM ${REGISTRY}/runtime@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa AS pinned #~ pass base-image-digest
COPY --from=build /app /app
COPY --from=nginx:1.27 /etc/nginx /etc/nginx #~ fail base-image-digest
RUN --mount=type=bind,from=busybox@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,target=/tools \ #~ pass base-image-digest
    true
FROM pinned
FROM scratch
#--- compose.yaml
services:
  shop: {build: app, image: shop}
  cache:
    image: redis:7 #~ fail base-image-digest
  queue:
    image: ${QUEUE_IMAGE} #~ undecided base-image-digest
#--- tests/Dockerfile
FROM python:3.12 #~ na base-image-digest
#--- k8s/shop.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      containers:
        - name: shop
          image: registry.example.com/shop:1.2
