# A workbench has a disk whether its machine is described or not.
resource "google_kms_crypto_key" "lab" {
  name            = "lab"
  key_ring        = "projects/shop/locations/europe-west3/keyRings/lab"
  rotation_period = "7776000s"
}

resource "google_workbench_instance" "silent" { #~ fail google.data-store-cmk
  name     = "silent"
  location = "europe-west3-a"
}

resource "google_workbench_instance" "keyed" {
  name     = "keyed"
  location = "europe-west3-a"

  gce_setup {
    boot_disk {
      disk_encryption = "CMEK"
      kms_key         = google_kms_crypto_key.lab.id #~ pass google.data-store-cmk
    }
  }
}

resource "google_workbench_instance" "google" {
  name     = "google"
  location = "europe-west3-a"

  gce_setup {
    boot_disk {
      disk_encryption = "GMEK" #~ fail google.data-store-cmk
    }
  }
}
