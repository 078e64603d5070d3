# Snapshots, images and plans of Google Cloud.

variable "key" { type = string }

resource "google_kms_crypto_key" "backup" {
  name     = "backup"
  key_ring = "projects/shop/locations/europe-west3/keyRings/shop"
}

resource "google_compute_disk" "good" {
  name = "good"
  zone = "europe-west3-a"

  disk_encryption_key {
    kms_key_self_link = google_kms_crypto_key.backup.id
  }
}

# It loses the key of its disk.
resource "google_compute_snapshot" "downgraded" { #~ fail google.backup-cmk
  name        = "downgraded"
  source_disk = google_compute_disk.good.id
}

resource "google_compute_snapshot" "good" {
  name        = "good"
  source_disk = google_compute_disk.good.id

  snapshot_encryption_key {
    kms_key_self_link = google_kms_crypto_key.backup.id #~ pass google.backup-cmk
  }
}

resource "google_compute_image" "open" {
  name        = "open"
  source_disk = google_compute_disk.good.id

  image_encryption_key {
    kms_key_self_link = var.key #~ undecided google.backup-cmk
  }
}

resource "google_spanner_database" "good" {
  name     = "orders"
  instance = "shop"

  encryption_config {
    kms_key_name = google_kms_crypto_key.backup.id
  }
}

resource "google_spanner_backup_schedule" "as_database" { #~ pass google.backup-cmk
  name               = "daily"
  instance           = "shop"
  database           = google_spanner_database.good.name
  retention_duration = "86400s"
}

resource "google_filestore_backup" "elsewhere" { #~ undecided google.backup-cmk
  name              = "shared"
  source_instance   = "projects/x/locations/europe-west3-a/instances/shared"
  source_file_share = "share"
}

resource "google_gke_backup_backup_plan" "good" {
  name = "good"

  backup_config {
    encryption_key {
      gcp_kms_encryption_key = google_kms_crypto_key.backup.id #~ pass google.backup-cmk
    }
  }
}
