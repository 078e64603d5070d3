# Artifact Registry: formats and modes that have tags of their own, and the setting in every form.

variable "immutable" {
  type = bool
}

resource "google_artifact_registry_repository" "immutable" {
  location      = "europe-west3"
  repository_id = "immutable"
  format        = "DOCKER"
  docker_config {
    immutable_tags = true #~ pass registry-immutable-tags
  }
}

resource "google_artifact_registry_repository" "mutable" {
  location      = "europe-west3"
  repository_id = "mutable"
  format        = "DOCKER"
  docker_config {
    immutable_tags = false #~ fail registry-immutable-tags
  }
}

resource "google_artifact_registry_repository" "unsaid" { #~ fail registry-immutable-tags
  location      = "europe-west3"
  repository_id = "unsaid"
  format        = "docker"
}

resource "google_artifact_registry_repository" "input" {
  location      = "europe-west3"
  repository_id = "input"
  format        = "DOCKER"
  docker_config {
    immutable_tags = var.immutable #~ undecided registry-immutable-tags
  }
}

resource "google_artifact_registry_repository" "packages" { #~ na registry-immutable-tags
  location      = "europe-west3"
  repository_id = "packages"
  format        = "NPM"
}

resource "google_artifact_registry_repository" "remote" { #~ na registry-immutable-tags
  location      = "europe-west3"
  repository_id = "remote"
  format        = "DOCKER"
  mode          = "REMOTE_REPOSITORY"
  remote_repository_config {
    docker_repository {
      public_repository = "DOCKER_HUB"
    }
  }
}
