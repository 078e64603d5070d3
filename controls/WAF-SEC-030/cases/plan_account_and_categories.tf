# A plan instead of code: the account's default for volumes, keys by category, keys in an HSM.
#--- plan.json
{
  "format_version": "1.2",
  "terraform_version": "1.11.4",
  "resource_changes": [
    {
      "address": "aws_ebs_encryption_by_default.account", #~ pass ebs-default-encryption
      "mode": "managed", "type": "aws_ebs_encryption_by_default", "name": "account",
      "change": {"actions": ["create"], "before": null, "after": {
        "enabled": true
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "aws_ebs_default_kms_key.account",
      "mode": "managed", "type": "aws_ebs_default_kms_key", "name": "account",
      "change": {"actions": ["create"], "before": null, "after": {
      }, "after_unknown": {
        "id": true,
        "key_arn": true #~ pass ebs-default-encryption
      }}
    },
    {
      "address": "aws_kms_key.volumes", #~ na cmk-per-category #~ na hsm-keys
      "mode": "managed", "type": "aws_kms_key", "name": "volumes",
      "change": {"actions": ["create"], "before": null, "after": {
        "enable_key_rotation": true,
        "tags": {"data-classification": "internal"}
      }, "after_unknown": {
        "id": true,
        "arn": true,
        "key_id": true
      }}
    },
    {
      "address": "aws_kms_key.mixed", #~ fail cmk-per-category #~ fail hsm-keys
      "mode": "managed", "type": "aws_kms_key", "name": "mixed",
      "change": {"actions": ["create"], "before": null, "after": {
        "enable_key_rotation": true,
        "tags": {"data-classification": "critical"}
      }, "after_unknown": {
        "id": true,
        "arn": true,
        "key_id": true
      }}
    },
    {
      "address": "aws_kms_key.queues", #~ pass cmk-per-category
      "mode": "managed", "type": "aws_kms_key", "name": "queues",
      "change": {"actions": ["create"], "before": null, "after": {
        "custom_key_store_id": "cks-1234567890abcdef0", #~ pass hsm-keys
        "tags": {"data-classification": "critical"}
      }, "after_unknown": {
        "id": true,
        "arn": true,
        "key_id": true
      }}
    },
    {
      "address": "aws_db_instance.orders",
      "mode": "managed", "type": "aws_db_instance", "name": "orders",
      "change": {"actions": ["create"], "before": null, "after": {
        "storage_encrypted": true
      }, "after_unknown": {
        "id": true,
        "kms_key_id": true
      }}
    },
    {
      "address": "aws_sqs_queue.events",
      "mode": "managed", "type": "aws_sqs_queue", "name": "events",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "events"
      }, "after_unknown": {
        "id": true,
        "kms_master_key_id": true
      }}
    },
    {
      "address": "aws_sqs_queue.parcels",
      "mode": "managed", "type": "aws_sqs_queue", "name": "parcels",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "parcels"
      }, "after_unknown": {
        "id": true,
        "kms_master_key_id": true
      }}
    }
  ],
  "configuration": {
    "provider_config": {
      "aws": {"name": "aws", "full_name": "registry.terraform.io/hashicorp/aws"}
    },
    "root_module": {
      "resources": [
        {"address": "aws_ebs_encryption_by_default.account", "mode": "managed", "type": "aws_ebs_encryption_by_default", "name": "account", "provider_config_key": "aws",
          "expressions": {"enabled": {"constant_value": true}}},
        {"address": "aws_ebs_default_kms_key.account", "mode": "managed", "type": "aws_ebs_default_kms_key", "name": "account", "provider_config_key": "aws",
          "expressions": {"key_arn": {"references": ["aws_kms_key.volumes.arn", "aws_kms_key.volumes"]}}},
        {"address": "aws_kms_key.volumes", "mode": "managed", "type": "aws_kms_key", "name": "volumes", "provider_config_key": "aws",
          "expressions": {"enable_key_rotation": {"constant_value": true}, "tags": {"constant_value": {"data-classification": "internal"}}}},
        {"address": "aws_kms_key.mixed", "mode": "managed", "type": "aws_kms_key", "name": "mixed", "provider_config_key": "aws",
          "expressions": {"enable_key_rotation": {"constant_value": true}, "tags": {"constant_value": {"data-classification": "critical"}}}},
        {"address": "aws_kms_key.queues", "mode": "managed", "type": "aws_kms_key", "name": "queues", "provider_config_key": "aws",
          "expressions": {"custom_key_store_id": {"constant_value": "cks-1234567890abcdef0"}, "tags": {"constant_value": {"data-classification": "critical"}}}},
        {"address": "aws_db_instance.orders", "mode": "managed", "type": "aws_db_instance", "name": "orders", "provider_config_key": "aws",
          "expressions": {"storage_encrypted": {"constant_value": true}, "kms_key_id": {"references": ["aws_kms_key.mixed.arn", "aws_kms_key.mixed"]}}},
        {"address": "aws_sqs_queue.events", "mode": "managed", "type": "aws_sqs_queue", "name": "events", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "events"}, "kms_master_key_id": {"references": ["aws_kms_key.mixed.arn", "aws_kms_key.mixed"]}}},
        {"address": "aws_sqs_queue.parcels", "mode": "managed", "type": "aws_sqs_queue", "name": "parcels", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "parcels"}, "kms_master_key_id": {"references": ["aws_kms_key.queues.arn", "aws_kms_key.queues"]}}}
      ]
    }
  }
}
