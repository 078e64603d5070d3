# VM Manager patches what has its agent on and is in a recurring deployment; GKE renews its nodes unless it is told not to.

variable "metadata" {
  type = map(string)
}

resource "google_os_config_patch_deployment" "shop" {
  project             = "shop"
  patch_deployment_id = "weekly"
  instance_filter {
    group_labels {
      labels = {
        team = "shop"
      }
    }
    zones = ["europe-west3-a"]
  }
  recurring_schedule {
    time_zone {
      id = "Europe/Berlin"
    }
    time_of_day {
      hours = 3
    }
    weekly {
      day_of_week = "SUNDAY"
    }
  }
}

resource "google_compute_instance" "patched" {
  project      = "shop"
  name         = "patched"
  zone         = "europe-west3-a"
  machine_type = "e2-small"
  labels       = { team = "shop" }
  metadata = { #~ pass google.vm-patching
    enable-osconfig = "TRUE"
  }
}

resource "google_compute_instance" "agent_off" {
  project      = "shop"
  name         = "agent-off"
  zone         = "europe-west3-a"
  machine_type = "e2-small"
  labels       = { team = "shop" }
  metadata = { #~ fail google.vm-patching
    enable-osconfig = "FALSE"
  }
}

resource "google_compute_instance" "other_zone" {
  project      = "shop"
  name         = "other-zone"
  zone         = "europe-west3-b"
  machine_type = "e2-small"
  labels       = { team = "shop" }
  metadata = { #~ undecided google.vm-patching
    enable-osconfig = "TRUE"
  }
}

resource "google_compute_instance" "by_project" { #~ undecided google.vm-patching
  project      = "shop"
  name         = "by-project"
  zone         = "europe-west3-a"
  machine_type = "e2-small"
  labels       = { team = "shop" }
}

resource "google_compute_instance" "told" {
  project      = "shop"
  name         = "told"
  zone         = "europe-west3-a"
  machine_type = "e2-small"
  labels       = { team = "shop" }
  metadata     = var.metadata #~ undecided google.vm-patching
}

resource "google_container_node_pool" "by_default" { #~ pass google.vm-patching
  project = "shop"
  name    = "by-default"
  cluster = "shop"
}

resource "google_container_node_pool" "off" {
  project = "shop"
  name    = "off"
  cluster = "shop"
  management {
    auto_upgrade = false #~ fail google.vm-patching
  }
}
