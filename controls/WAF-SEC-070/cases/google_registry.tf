# Images are scanned where the project has the API, and the repository does not opt out.

variable "scanning" {
  type = string
}

resource "google_project_service" "scanning" {
  project = "shop"
  service = "containerscanning.googleapis.com"
}

resource "google_artifact_registry_repository" "scanned" { #~ pass google.registry-scanning
  project       = "shop"
  location      = "europe-west3"
  repository_id = "images"
  format        = "DOCKER"
}

resource "google_artifact_registry_repository" "opted_out" {
  project       = "shop"
  location      = "europe-west3"
  repository_id = "unscanned"
  format        = "DOCKER"
  vulnerability_scanning_config {
    enablement_config = "DISABLED" #~ fail google.registry-scanning
  }
}

resource "google_artifact_registry_repository" "told" {
  project       = "shop"
  location      = "europe-west3"
  repository_id = "told"
  format        = "DOCKER"
  vulnerability_scanning_config {
    enablement_config = var.scanning #~ undecided google.registry-scanning
  }
}

resource "google_artifact_registry_repository" "other_project" { #~ undecided google.registry-scanning
  project       = "lab"
  location      = "europe-west3"
  repository_id = "images"
  format        = "DOCKER"
}

resource "google_artifact_registry_repository" "packages" { #~ na google.registry-scanning
  project       = "shop"
  location      = "europe-west3"
  repository_id = "packages"
  format        = "NPM"
}

resource "google_artifact_registry_repository" "virtual" { #~ na google.registry-scanning
  project       = "shop"
  location      = "europe-west3"
  repository_id = "all"
  format        = "DOCKER"
  mode          = "VIRTUAL_REPOSITORY"
}
