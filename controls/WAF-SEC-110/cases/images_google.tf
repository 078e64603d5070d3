# Cloud Run in both versions of its API, App Engine, and instances that start a container by their metadata.

variable "image" {
  type = string
}

data "google_artifact_registry_docker_image" "web" {
  location      = "europe-west3"
  repository_id = "shop"
  image_name    = "web:2"
}

resource "google_cloud_run_v2_service" "tag" { #~ pass binary-authorization
  name     = "tag"
  location = "europe-west3"
  template {
    containers {
      name  = "web"
      image = "europe-west3-docker.pkg.dev/shop/shop/web:2" #~ fail google.image-by-digest
    }
  }
  binary_authorization { use_default = true }
}

resource "google_cloud_run_v2_job" "looked_up" { #~ pass google.image-by-digest #~ pass binary-authorization
  name     = "looked-up"
  location = "europe-west3"
  template {
    template {
      containers {
        image = data.google_artifact_registry_docker_image.web.self_link
      }
    }
  }
  binary_authorization { use_default = true }
}

resource "google_cloud_run_service" "input" { #~ pass binary-authorization
  name     = "input"
  location = "europe-west3"
  metadata {
    annotations = { "run.googleapis.com/binary-authorization" = "default" }
  }
  template {
    spec {
      containers {
        image = var.image #~ undecided google.image-by-digest
      }
    }
  }
}

resource "google_compute_instance" "container" {
  name         = "container"
  machine_type = "e2-small"
  metadata = {
    gce-container-declaration = "spec: {containers: [{name: web, image: 'shop/web:2'}]}" #~ fail google.image-by-digest
  }
}

resource "google_compute_instance" "plain" { #~ na google.image-by-digest
  name         = "plain"
  machine_type = "e2-small"
}
