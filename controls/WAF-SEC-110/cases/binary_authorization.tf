# Clusters, Cloud Run and policies: what is enforced, what is only logged, what lets everything through.

variable "mode" {
  type = string
}

resource "google_container_cluster" "enforced" { #~ pass binary-authorization
  name = "enforced"
  binary_authorization {
    evaluation_mode = "PROJECT_SINGLETON_POLICY_ENFORCE"
  }
}

resource "google_container_cluster" "disabled" {
  name = "disabled"
  binary_authorization {
    evaluation_mode = "DISABLED" #~ fail binary-authorization
  }
}

resource "google_container_cluster" "unsaid" { #~ fail binary-authorization
  name = "unsaid"
}

resource "google_container_cluster" "input" {
  name = "input"
  binary_authorization {
    evaluation_mode = var.mode #~ undecided binary-authorization
  }
}

resource "google_cloud_run_v2_service" "policy" { #~ pass binary-authorization #~ na google.image-by-digest
  name     = "policy"
  location = "europe-west3"
  binary_authorization {
    policy = "projects/shop/platforms/cloudRun/policies/default"
  }
}

resource "google_cloud_run_v2_service" "unsaid" { #~ na google.image-by-digest #~ fail binary-authorization
  name     = "unsaid"
  location = "europe-west3"
}

resource "google_binary_authorization_policy" "attested" { #~ pass binary-authorization
  default_admission_rule {
    evaluation_mode         = "REQUIRE_ATTESTATION"
    enforcement_mode        = "ENFORCED_BLOCK_AND_AUDIT_LOG"
    require_attestations_by = ["projects/shop/attestors/built"]
  }
  admission_whitelist_patterns {
    name_pattern = "gcr.io/google_containers/*"
  }
}

resource "google_binary_authorization_policy" "everything" {
  default_admission_rule {
    evaluation_mode  = "ALWAYS_ALLOW" #~ fail binary-authorization
    enforcement_mode = "ENFORCED_BLOCK_AND_AUDIT_LOG"
  }
}

resource "google_binary_authorization_policy" "only_logged" {
  default_admission_rule {
    evaluation_mode  = "ALWAYS_DENY"
    enforcement_mode = "DRYRUN_AUDIT_LOG_ONLY" #~ fail binary-authorization
  }
}

resource "google_binary_authorization_policy" "one_cluster" {
  default_admission_rule {
    evaluation_mode  = "ALWAYS_DENY"
    enforcement_mode = "ENFORCED_BLOCK_AND_AUDIT_LOG"
  }
  cluster_admission_rules {
    cluster          = "europe-west3.playground"
    evaluation_mode  = "ALWAYS_ALLOW" #~ fail binary-authorization
    enforcement_mode = "ENFORCED_BLOCK_AND_AUDIT_LOG"
  }
}

resource "google_binary_authorization_policy" "all_names" {
  default_admission_rule {
    evaluation_mode  = "ALWAYS_DENY"
    enforcement_mode = "ENFORCED_BLOCK_AND_AUDIT_LOG"
  }
  admission_whitelist_patterns {
    name_pattern = "**" #~ fail binary-authorization
  }
}
