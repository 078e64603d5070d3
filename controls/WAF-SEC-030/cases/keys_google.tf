# Rotation, access and audit of keys in Google Cloud.

variable "period" { type = string }
variable "member" { type = string }

resource "google_kms_crypto_key" "good" {
  name            = "good"
  key_ring        = "projects/shop/locations/europe-west3/keyRings/shop"
  rotation_period = "7776000s" #~ pass google.key-rotation
}

resource "google_kms_crypto_key" "year" {
  name            = "year"
  key_ring        = "projects/shop/locations/europe-west3/keyRings/shop"
  rotation_period = "31536000s" #~ fail google.key-rotation
}

resource "google_kms_crypto_key" "never" { #~ fail google.key-rotation
  name     = "never"
  key_ring = "projects/shop/locations/europe-west3/keyRings/shop"
}

resource "google_kms_crypto_key" "open" {
  name            = "open"
  key_ring        = "projects/shop/locations/europe-west3/keyRings/shop"
  rotation_period = var.period #~ undecided google.key-rotation
}

resource "google_kms_crypto_key" "signing" { #~ na google.key-rotation
  name     = "signing"
  key_ring = "projects/shop/locations/europe-west3/keyRings/shop"
  purpose  = "ASYMMETRIC_SIGN"

  version_template {
    algorithm = "EC_SIGN_P256_SHA256"
  }
}

resource "google_kms_crypto_key" "external" { #~ na google.key-rotation
  name     = "external"
  key_ring = "projects/shop/locations/europe-west3/keyRings/shop"

  version_template {
    algorithm        = "EXTERNAL_SYMMETRIC_ENCRYPTION"
    protection_level = "EXTERNAL_VPC"
  }
}

resource "google_kms_crypto_key" "imported" { #~ na google.key-rotation
  name                          = "imported"
  key_ring                      = "projects/shop/locations/europe-west3/keyRings/shop"
  import_only                   = true
  skip_initial_version_creation = true
}

resource "google_service_account" "app" {
  account_id = "app"
}

resource "google_kms_crypto_key_iam_member" "app" {
  crypto_key_id = google_kms_crypto_key.good.id
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:${google_service_account.app.email}" #~ pass google.key-access
}

resource "google_kms_crypto_key_iam_member" "everybody" {
  crypto_key_id = google_kms_crypto_key.good.id
  role          = "roles/cloudkms.cryptoKeyDecrypter"
  member        = "allAuthenticatedUsers" #~ fail google.key-access
}

resource "google_kms_key_ring_iam_binding" "domain" {
  key_ring_id = "projects/shop/locations/europe-west3/keyRings/shop"
  role        = "roles/cloudkms.cryptoKeyDecrypter"
  members     = ["group:app@shop.example", "domain:shop.example"] #~ fail google.key-access
}

resource "google_kms_key_ring_iam_member" "open" {
  key_ring_id = "projects/shop/locations/europe-west3/keyRings/shop"
  role        = "roles/cloudkms.cryptoKeyDecrypter"
  member      = var.member #~ undecided google.key-access
}

data "google_iam_policy" "good" {
  binding {
    role    = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
    members = ["group:app@shop.example"]
  }
}

data "google_iam_policy" "open" {
  binding {
    role    = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
    members = ["group:app@shop.example"]
  }

  binding {
    role    = "roles/cloudkms.publicKeyViewer"
    members = ["allUsers"]
  }
}

resource "google_kms_crypto_key_iam_policy" "good" {
  crypto_key_id = google_kms_crypto_key.good.id
  policy_data   = data.google_iam_policy.good.policy_data #~ pass google.key-access
}

resource "google_kms_key_ring_iam_policy" "open" {
  key_ring_id = "projects/shop/locations/europe-west3/keyRings/shop"
  policy_data = data.google_iam_policy.open.policy_data #~ fail google.key-access
}

resource "google_project_iam_audit_config" "all" {
  project = "shop"
  service = "allServices"

  audit_log_config { #~ pass google.key-audit
    log_type = "DATA_READ"
  }

  audit_log_config {
    log_type = "DATA_WRITE"
  }
}

resource "google_project_iam_audit_config" "writes" { #~ fail google.key-audit
  project = "shop"
  service = "cloudkms.googleapis.com"

  audit_log_config {
    log_type = "DATA_WRITE"
  }
}

resource "google_folder_iam_audit_config" "exempted" {
  folder  = "folders/1"
  service = "cloudkms.googleapis.com"

  audit_log_config {
    log_type         = "DATA_READ"
    exempted_members = ["user:admin@shop.example"] #~ fail google.key-audit
  }
}

resource "google_organization_iam_audit_config" "open" { #~ undecided google.key-audit
  org_id  = "1"
  service = "cloudkms.googleapis.com"

  audit_log_config {
    log_type = var.period
  }
}

resource "google_project_iam_audit_config" "storage" { #~ na google.key-audit
  project = "shop"
  service = "storage.googleapis.com"

  audit_log_config {
    log_type = "DATA_READ"
  }
}
