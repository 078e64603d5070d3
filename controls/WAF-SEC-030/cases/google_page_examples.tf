# A compliant and a non-compliant example of each check for Google Cloud.

resource "google_storage_bucket" "orders" {
  name     = "shop-orders"
  location = "EUROPE-WEST3"

  encryption {
    default_kms_key_name = google_kms_crypto_key.orders.id #~ pass google.data-store-cmk
  }
}

resource "google_storage_bucket" "orders_google" { #~ fail google.data-store-cmk
  name     = "shop-orders-google"
  location = "EUROPE-WEST3"
}

resource "google_compute_snapshot" "orders" {
  name        = "orders"
  source_disk = "orders"

  snapshot_encryption_key {
    kms_key_self_link = google_kms_crypto_key.orders.id #~ pass google.backup-cmk
  }
}

resource "google_compute_snapshot" "orders_google" { #~ fail google.backup-cmk
  name        = "orders-google"
  source_disk = "orders"
}

resource "google_kms_crypto_key" "orders" {
  name            = "orders"
  key_ring        = "projects/shop/locations/europe-west3/keyRings/shop"
  rotation_period = "7776000s" #~ pass google.key-rotation
}

resource "google_kms_crypto_key" "never" { #~ fail google.key-rotation
  name     = "never"
  key_ring = "projects/shop/locations/europe-west3/keyRings/shop"
}

resource "google_kms_crypto_key_iam_member" "app" {
  crypto_key_id = google_kms_crypto_key.orders.id
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:app@shop.iam.gserviceaccount.com" #~ pass google.key-access
}

resource "google_kms_crypto_key_iam_member" "everybody" {
  crypto_key_id = google_kms_crypto_key.orders.id
  role          = "roles/cloudkms.cryptoKeyDecrypter"
  member        = "allAuthenticatedUsers" #~ fail google.key-access
}

resource "google_project_iam_audit_config" "keys" {
  project = "shop"
  service = "cloudkms.googleapis.com"

  audit_log_config { #~ pass google.key-audit
    log_type = "DATA_READ"
  }
}

resource "google_project_iam_audit_config" "writes" { #~ fail google.key-audit
  project = "shop"
  service = "cloudkms.googleapis.com"

  audit_log_config {
    log_type = "DATA_WRITE"
  }
}
