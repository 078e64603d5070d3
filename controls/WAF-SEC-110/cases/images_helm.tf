# Helm: what the values of a release say of images is judged; what the chart itself names is not read.

variable "tag" {
  type = string
}

resource "helm_release" "set_tag" {
  name  = "set-tag"
  chart = "shop"
  set {
    name  = "image.tag"
    value = "1.4.2" #~ fail aws.image-by-digest
  }
}

resource "helm_release" "set_list" {
  name  = "set-list"
  chart = "shop"
  set = [
    {
      name  = "controller.image.tag"
      value = "1.4.2" #~ fail aws.image-by-digest
    },
  ]
}

resource "helm_release" "digest_wins" { #~ pass aws.image-by-digest
  name   = "digest-wins"
  chart  = "shop"
  values = [yamlencode({ image = { repository = "shop/app", tag = "1.4.2", digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" } })]
}

resource "helm_release" "tag_with_digest" { #~ pass aws.image-by-digest
  name   = "tag-with-digest"
  chart  = "shop"
  values = [yamlencode({ image = { repository = "shop/app", tag = "1.4.2@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" } })]
}

resource "helm_release" "encoded" {
  name  = "encoded"
  chart = "shop"
  values = [yamlencode({
    worker = { image = "shop/worker:3" } #~ fail aws.image-by-digest
  })]
}

resource "helm_release" "input" {
  name  = "input"
  chart = "shop"
  set {
    name  = "image.tag"
    value = var.tag #~ undecided aws.image-by-digest
  }
}

resource "helm_release" "nothing_said" {
  name  = "nothing-said"
  chart = "shop" #~ undecided aws.image-by-digest
}

resource "helm_release" "version_is_no_tag" {
  name   = "version"
  chart  = "shop" #~ undecided aws.image-by-digest
  values = [yamlencode({ database = { version = "16.2" }, logo = { image = "logo" } })]
}
