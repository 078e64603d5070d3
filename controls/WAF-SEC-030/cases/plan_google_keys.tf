# A plan instead of code: keys, their users, their audit, and backups in Google Cloud.
#--- plan.json
{
  "format_version": "1.2",
  "terraform_version": "1.11.4",
  "resource_changes": [
    {
      "address": "google_kms_crypto_key.rotating",
      "mode": "managed", "type": "google_kms_crypto_key", "name": "rotating",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "data",
        "purpose": "ENCRYPT_DECRYPT",
        "rotation_period": "7776000s", #~ pass google.key-rotation
        "import_only": false,
        "key_ring": "projects/shop/locations/europe-west3/keyRings/shop"
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "google_kms_crypto_key.slow",
      "mode": "managed", "type": "google_kms_crypto_key", "name": "slow",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "slow",
        "purpose": "ENCRYPT_DECRYPT",
        "rotation_period": "31536000s", #~ fail google.key-rotation
        "key_ring": "projects/shop/locations/europe-west3/keyRings/shop"
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "google_kms_crypto_key.signing", #~ na google.key-rotation
      "mode": "managed", "type": "google_kms_crypto_key", "name": "signing",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "signing",
        "purpose": "ASYMMETRIC_SIGN",
        "rotation_period": null,
        "key_ring": "projects/shop/locations/europe-west3/keyRings/shop"
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "google_kms_crypto_key_iam_member.named",
      "mode": "managed", "type": "google_kms_crypto_key_iam_member", "name": "named",
      "change": {"actions": ["create"], "before": null, "after": {
        "role": "roles/cloudkms.cryptoKeyEncrypterDecrypter",
        "member": "serviceAccount:shop@shop.iam.gserviceaccount.com" #~ pass google.key-access
      }, "after_unknown": {
        "id": true,
        "crypto_key_id": true
      }}
    },
    {
      "address": "google_kms_crypto_key_iam_binding.everybody",
      "mode": "managed", "type": "google_kms_crypto_key_iam_binding", "name": "everybody",
      "change": {"actions": ["create"], "before": null, "after": {
        "role": "roles/cloudkms.cryptoKeyDecrypter",
        "members": ["allAuthenticatedUsers"] #~ fail google.key-access
      }, "after_unknown": {
        "id": true,
        "crypto_key_id": true
      }}
    },
    {
      "address": "google_project_iam_audit_config.keys",
      "mode": "managed", "type": "google_project_iam_audit_config", "name": "keys",
      "change": {"actions": ["create"], "before": null, "after": {
        "project": "shop",
        "service": "cloudkms.googleapis.com",
        "audit_log_config": [{"log_type": "DATA_READ", "exempted_members": []}] #~ pass google.key-audit
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "google_project_iam_audit_config.written", #~ fail google.key-audit
      "mode": "managed", "type": "google_project_iam_audit_config", "name": "written",
      "change": {"actions": ["create"], "before": null, "after": {
        "project": "shop-old",
        "service": "allServices",
        "audit_log_config": [{"log_type": "DATA_WRITE", "exempted_members": []}]
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "google_compute_snapshot.good",
      "mode": "managed", "type": "google_compute_snapshot", "name": "good",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "good",
        "source_disk": "data",
        "snapshot_encryption_key": [{"raw_key": null}] #~ pass google.backup-cmk
      }, "after_unknown": {
        "id": true,
        "snapshot_encryption_key": [{"kms_key_self_link": true}]
      }}
    },
    {
      "address": "google_alloydb_backup.service", #~ fail google.backup-cmk
      "mode": "managed", "type": "google_alloydb_backup", "name": "service",
      "change": {"actions": ["create"], "before": null, "after": {
        "backup_id": "daily",
        "location": "europe-west3",
        "encryption_config": []
      }, "after_unknown": {
        "id": true
      }}
    }
  ],
  "configuration": {
    "provider_config": {
      "google": {"name": "google", "full_name": "registry.terraform.io/hashicorp/google"}
    },
    "root_module": {
      "resources": [
        {"address": "google_kms_crypto_key.rotating", "mode": "managed", "type": "google_kms_crypto_key", "name": "rotating", "provider_config_key": "google",
          "expressions": {"name": {"constant_value": "data"}, "purpose": {"constant_value": "ENCRYPT_DECRYPT"}, "rotation_period": {"constant_value": "7776000s"}, "import_only": {"constant_value": false}, "key_ring": {"constant_value": "projects/shop/locations/europe-west3/keyRings/shop"}}},
        {"address": "google_kms_crypto_key.slow", "mode": "managed", "type": "google_kms_crypto_key", "name": "slow", "provider_config_key": "google",
          "expressions": {"name": {"constant_value": "slow"}, "purpose": {"constant_value": "ENCRYPT_DECRYPT"}, "rotation_period": {"constant_value": "31536000s"}, "key_ring": {"constant_value": "projects/shop/locations/europe-west3/keyRings/shop"}}},
        {"address": "google_kms_crypto_key.signing", "mode": "managed", "type": "google_kms_crypto_key", "name": "signing", "provider_config_key": "google",
          "expressions": {"name": {"constant_value": "signing"}, "purpose": {"constant_value": "ASYMMETRIC_SIGN"}, "key_ring": {"constant_value": "projects/shop/locations/europe-west3/keyRings/shop"}}},
        {"address": "google_kms_crypto_key_iam_member.named", "mode": "managed", "type": "google_kms_crypto_key_iam_member", "name": "named", "provider_config_key": "google",
          "expressions": {"role": {"constant_value": "roles/cloudkms.cryptoKeyEncrypterDecrypter"}, "member": {"constant_value": "serviceAccount:shop@shop.iam.gserviceaccount.com"}, "crypto_key_id": {"references": ["google_kms_crypto_key.rotating.id", "google_kms_crypto_key.rotating"]}}},
        {"address": "google_kms_crypto_key_iam_binding.everybody", "mode": "managed", "type": "google_kms_crypto_key_iam_binding", "name": "everybody", "provider_config_key": "google",
          "expressions": {"role": {"constant_value": "roles/cloudkms.cryptoKeyDecrypter"}, "members": {"constant_value": ["allAuthenticatedUsers"]}, "crypto_key_id": {"references": ["google_kms_crypto_key.rotating.id", "google_kms_crypto_key.rotating"]}}},
        {"address": "google_project_iam_audit_config.keys", "mode": "managed", "type": "google_project_iam_audit_config", "name": "keys", "provider_config_key": "google",
          "expressions": {"project": {"constant_value": "shop"}, "service": {"constant_value": "cloudkms.googleapis.com"}, "audit_log_config": [{"log_type": {"constant_value": "DATA_READ"}, "exempted_members": {"constant_value": []}}]}},
        {"address": "google_project_iam_audit_config.written", "mode": "managed", "type": "google_project_iam_audit_config", "name": "written", "provider_config_key": "google",
          "expressions": {"project": {"constant_value": "shop-old"}, "service": {"constant_value": "allServices"}, "audit_log_config": [{"log_type": {"constant_value": "DATA_WRITE"}, "exempted_members": {"constant_value": []}}]}},
        {"address": "google_compute_snapshot.good", "mode": "managed", "type": "google_compute_snapshot", "name": "good", "provider_config_key": "google",
          "expressions": {"name": {"constant_value": "good"}, "source_disk": {"constant_value": "data"}, "snapshot_encryption_key": [{"kms_key_self_link": {"references": ["google_kms_crypto_key.rotating.id", "google_kms_crypto_key.rotating"]}}]}},
        {"address": "google_alloydb_backup.service", "mode": "managed", "type": "google_alloydb_backup", "name": "service", "provider_config_key": "google",
          "expressions": {"backup_id": {"constant_value": "daily"}, "location": {"constant_value": "europe-west3"}}}
      ]
    }
  }
}
