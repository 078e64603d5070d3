# Manifests whose kind runs no containers, whatever else of them hangs on inputs; of any other kind it may.
variable "pools" { type = map(any) }
variable "spec" { type = any }
variable "kind" { type = string }

resource "kubernetes_manifest" "pool" { #~ na aws.image-by-digest
  for_each = var.pools

  manifest = {
    apiVersion = "karpenter.sh/v1"
    kind       = "NodePool"
    metadata   = { name = each.key }
    spec       = each.value
  }
}

resource "kubernetes_manifest" "rollout" {
  manifest = {
    apiVersion = "argoproj.io/v1alpha1"
    kind       = "Rollout"
    metadata   = { name = "shop" }
    spec       = var.spec #~ undecided aws.image-by-digest
  }
}

resource "kubernetes_manifest" "any" {
  manifest = {
    apiVersion = "apps/v1"
    kind       = var.kind
    metadata   = { name = "shop" }
    spec       = var.spec #~ undecided aws.image-by-digest
  }
}

resource "kubernetes_manifest" "tagged" {
  manifest = {
    apiVersion = "apps/v1"
    kind       = "Deployment"
    metadata   = { name = "shop" }
    spec = {
      template = {
        spec = {
          containers = [{
            name  = "web"
            image = "shop/web:1.4" #~ fail aws.image-by-digest
          }]
        }
      }
    }
  }
}
