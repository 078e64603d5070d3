# What kustomizations put in place of the images of manifests.
#--- base/shop.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    spec:
      containers:
        - {name: shop, image: shop} #~ na manifest-image-digest
        - {name: proxy, image: "proxy:1"} #~ fail manifest-image-digest
#--- base/kustomization.yaml
resources: [shop.yaml]
#--- prod/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [../base]
images:
  - name: shop
    newName: registry.example.com/shop
    digest: sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa #~ pass manifest-image-digest
#--- staging/kustomization.yaml
resources: [../base]
images:
  - name: shop
    newTag: "2.1" #~ fail manifest-image-digest
  - name: other
    newTag: ${TAG} #~ undecided manifest-image-digest
