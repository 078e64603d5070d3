# The project switches the agent on for all of its machines.

resource "google_compute_project_metadata_item" "osconfig" {
  key   = "enable-osconfig"
  value = "true"
}

resource "google_os_config_patch_deployment" "all" {
  patch_deployment_id = "all"
  instance_filter {
    all = true
  }
  recurring_schedule {
    time_zone {
      id = "UTC"
    }
    time_of_day {
      hours = 3
    }
    weekly {
      day_of_week = "SUNDAY"
    }
  }
}

resource "google_compute_instance" "worker" { #~ pass google.vm-patching
  name         = "worker"
  zone         = "europe-west3-a"
  machine_type = "e2-small"
}

resource "google_compute_instance" "of_another_project" { #~ undecided google.vm-patching
  project      = "lab"
  name         = "worker"
  zone         = "europe-west3-a"
  machine_type = "e2-small"
}
