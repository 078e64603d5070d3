# Workloads of Kubernetes: containers and init containers, at every depth; manifests as objects and as texts.

variable "tag" {
  type = string
}

resource "kubernetes_deployment_v1" "tag" {
  metadata {
    name = "tag"
  }
  spec {
    template {
      spec {
        init_container {
          name  = "migrate"
          image = "shop/migrate:1" #~ fail aws.image-by-digest
        }
        container {
          name  = "web"
          image = "shop/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
        }
      }
    }
  }
}

resource "kubernetes_stateful_set" "input" {
  metadata {
    name = "input"
  }
  spec {
    template {
      spec {
        container {
          name  = "db"
          image = "shop/db:${var.tag}" #~ undecided aws.image-by-digest
        }
      }
    }
  }
}

resource "kubernetes_cron_job_v1" "digest" { #~ pass aws.image-by-digest
  metadata {
    name = "digest"
  }
  spec {
    job_template {
      spec {
        template {
          spec {
            container {
              name  = "report"
              image = "shop/report@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            }
          }
        }
      }
    }
  }
}

resource "kubernetes_pod" "untagged" {
  metadata {
    name = "untagged"
  }
  spec {
    container {
      name  = "web"
      image = "shop/web" #~ fail aws.image-by-digest
    }
  }
}

resource "kubernetes_manifest" "pod" {
  manifest = {
    apiVersion = "v1"
    kind       = "Pod"
    metadata   = { name = "pod" }
    spec = {
      containers = [
        {
          name  = "web"
          image = "shop/web:2" #~ fail aws.image-by-digest
        },
      ]
    }
  }
}

resource "kubernetes_manifest" "config" { #~ na aws.image-by-digest
  manifest = {
    apiVersion = "v1"
    kind       = "ConfigMap"
    metadata   = { name = "config" }
    data       = { image = "shop/web:2" }
  }
}

resource "kubectl_manifest" "job" {
  yaml_body = yamlencode({
    kind = "Job"
    spec = {
      template = {
        spec = {
          initContainers = [{ name = "wait", image = "busybox" }] #~ fail aws.image-by-digest
          containers     = [{ name = "job", image = "shop/job@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }]
        }
      }
    }
  })
}

resource "kubectl_manifest" "text" { #~ pass aws.image-by-digest
  yaml_body = <<-YAML
    kind: Pod
    spec:
      containers:
        - name: web
          image: shop/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
  YAML
}

resource "kubectl_manifest" "nonsense" {
  yaml_body = "no document" #~ undecided aws.image-by-digest
}
