# Data stores of Google Cloud.

variable "key" { type = string }

resource "google_kms_crypto_key" "data" {
  name     = "data"
  key_ring = "projects/shop/locations/europe-west3/keyRings/shop"
}

resource "google_storage_bucket" "good" {
  name     = "shop-good"
  location = "EUROPE-WEST3"

  encryption {
    default_kms_key_name = google_kms_crypto_key.data.id #~ pass google.data-store-cmk
  }
}

resource "google_storage_bucket" "nothing" { #~ fail google.data-store-cmk
  name     = "shop-nothing"
  location = "EUROPE-WEST3"
}

resource "google_storage_bucket_object" "as_bucket" { #~ pass google.data-store-cmk
  name   = "prices.csv"
  bucket = google_storage_bucket.good.name
}

resource "google_storage_bucket_object" "own" {
  name         = "secret.csv"
  bucket       = google_storage_bucket.nothing.name
  kms_key_name = google_kms_crypto_key.data.id #~ pass google.data-store-cmk
}

resource "google_sql_database_instance" "good" {
  name                = "orders"
  database_version    = "POSTGRES_16"
  encryption_key_name = "projects/shop/locations/europe-west3/keyRings/shop/cryptoKeys/sql" #~ pass google.data-store-cmk
}

resource "google_sql_database_instance" "replica" { #~ pass google.data-store-cmk
  name                 = "orders-replica"
  database_version     = "POSTGRES_16"
  master_instance_name = google_sql_database_instance.good.name
}

resource "google_sql_database_instance" "open" {
  name                = "stock"
  database_version    = "POSTGRES_16"
  encryption_key_name = var.key #~ undecided google.data-store-cmk
}

# Each cluster has a key of its own.
resource "google_bigtable_instance" "one_without" {
  name = "clicks"

  cluster {
    cluster_id   = "one"
    kms_key_name = google_kms_crypto_key.data.id
  }

  cluster { #~ fail google.data-store-cmk
    cluster_id = "two"
  }
}

resource "google_bigquery_dataset" "good" {
  dataset_id = "reports"

  default_encryption_configuration {
    kms_key_name = google_kms_crypto_key.data.id #~ pass google.data-store-cmk
  }
}

resource "google_bigquery_table" "as_dataset" { #~ pass google.data-store-cmk
  dataset_id = google_bigquery_dataset.good.dataset_id
  table_id   = "daily"
}

resource "google_compute_disk" "good" {
  name = "good"
  zone = "europe-west3-a"

  disk_encryption_key {
    kms_key_self_link = google_kms_crypto_key.data.id #~ pass google.data-store-cmk
  }
}

# A key that is handed in is no key of KMS.
resource "google_compute_disk" "handed_in" {
  name = "handed-in"
  zone = "europe-west3-a"

  disk_encryption_key { #~ fail google.data-store-cmk
    raw_key = "SGVsbG8gZnJvbSBHb29nbGUgQ2xvdWQgUGxhdGZvcm0="
  }
}

resource "google_compute_instance" "good" {
  name         = "good"
  machine_type = "e2-small"

  boot_disk {
    kms_key_self_link = google_kms_crypto_key.data.id #~ pass google.data-store-cmk
  }
}

resource "google_compute_instance" "with_disk" { #~ pass google.data-store-cmk
  name         = "with-disk"
  machine_type = "e2-small"

  boot_disk {
    source = google_compute_disk.good.self_link
  }
}

# What is attached is asked itself, and speaks for nothing else.
resource "google_compute_instance" "attached" {
  name         = "attached"
  machine_type = "e2-small"

  boot_disk { #~ fail google.data-store-cmk
    initialize_params {
      image = "debian-cloud/debian-12"
    }
  }

  attached_disk {
    source = google_compute_disk.good.self_link
  }
}

resource "google_compute_instance_template" "scratch" {
  machine_type = "e2-small"

  disk { #~ fail google.data-store-cmk
    boot         = true
    source_image = "debian-cloud/debian-12"
  }

  disk {
    type = "SCRATCH"
  }
}

resource "google_secret_manager_secret" "auto" {
  secret_id = "auto"

  replication {
    auto { #~ fail google.data-store-cmk
    }
  }
}

resource "google_secret_manager_secret" "replicas" {
  secret_id = "replicas"

  replication {
    user_managed {
      replicas {
        location = "europe-west3"

        customer_managed_encryption {
          kms_key_name = google_kms_crypto_key.data.id #~ pass google.data-store-cmk
        }
      }
    }
  }
}

resource "google_pubsub_topic" "good" {
  name         = "orders"
  kms_key_name = google_kms_crypto_key.data.id #~ pass google.data-store-cmk
}

# The service takes no key.
resource "google_memcache_instance" "pages" { #~ fail google.data-store-cmk
  name = "pages"
}

resource "google_container_cluster" "good" {
  name                     = "shop"
  remove_default_node_pool = true

  database_encryption {
    state    = "ENCRYPTED"
    key_name = google_kms_crypto_key.data.id #~ pass google.data-store-cmk
  }
}

resource "google_container_node_pool" "plain" { #~ fail google.data-store-cmk
  cluster = google_container_cluster.good.id
}

resource "google_notebooks_runtime" "nothing" { #~ na google.data-store-cmk
  name = "nothing"
}
