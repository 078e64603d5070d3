# A plan instead of code: data stores, their companions and sources, keys.
#--- plan.json
{
  "format_version": "1.2",
  "terraform_version": "1.11.4",
  "resource_changes": [
    {
      "address": "aws_kms_key.data", #~ pass kms-alias
      "mode": "managed", "type": "aws_kms_key", "name": "data",
      "change": {"actions": ["create"], "before": null, "after": {
        "enable_key_rotation": true,
        "policy": "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"*\"}]}" #~ fail kms-key-policy
      }, "after_unknown": {
        "id": true,
        "arn": true,
        "key_id": true
      }}
    },
    {
      "address": "aws_kms_key.plain", #~ pass kms-key-policy #~ fail kms-alias
      "mode": "managed", "type": "aws_kms_key", "name": "plain",
      "change": {"actions": ["create"], "before": null, "after": {
        "enable_key_rotation": true
      }, "after_unknown": {
        "id": true,
        "arn": true,
        "key_id": true,
        "policy": true
      }}
    },
    {
      "address": "aws_kms_alias.data",
      "mode": "managed", "type": "aws_kms_alias", "name": "data",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "alias/shop-data"
      }, "after_unknown": {
        "id": true,
        "target_key_id": true
      }}
    },
    {
      "address": "aws_s3_bucket.good", #~ pass s3-bucket-cmk
      "mode": "managed", "type": "aws_s3_bucket", "name": "good",
      "change": {"actions": ["create"], "before": null, "after": {
        "bucket": "shop-good"
      }, "after_unknown": {
        "id": true,
        "arn": true
      }}
    },
    {
      "address": "aws_s3_bucket_server_side_encryption_configuration.good",
      "mode": "managed", "type": "aws_s3_bucket_server_side_encryption_configuration", "name": "good",
      "change": {"actions": ["create"], "before": null, "after": {
        "rule": [{"apply_server_side_encryption_by_default": [{"sse_algorithm": "aws:kms"}]}]
      }, "after_unknown": {
        "id": true,
        "bucket": true,
        "rule": [{"apply_server_side_encryption_by_default": [{"kms_master_key_id": true}]}]
      }}
    },
    {
      "address": "aws_s3_bucket.nothing", #~ fail s3-bucket-cmk
      "mode": "managed", "type": "aws_s3_bucket", "name": "nothing",
      "change": {"actions": ["create"], "before": null, "after": {
        "bucket": "shop-nothing"
      }, "after_unknown": {
        "id": true,
        "arn": true
      }}
    },
    {
      "address": "aws_ebs_volume.good",
      "mode": "managed", "type": "aws_ebs_volume", "name": "good",
      "change": {"actions": ["create"], "before": null, "after": {
        "encrypted": true, #~ pass ebs-volume-encrypted
        "size": 10
      }, "after_unknown": {
        "id": true,
        "kms_key_id": true #~ pass aws.data-store-cmk
      }}
    },
    {
      "address": "aws_ebs_volume.unset", #~ fail ebs-volume-encrypted #~ na aws.data-store-cmk
      "mode": "managed", "type": "aws_ebs_volume", "name": "unset",
      "change": {"actions": ["create"], "before": null, "after": {
        "size": 10
      }, "after_unknown": {
        "id": true,
        "encrypted": true,
        "kms_key_id": true
      }}
    },
    {
      "address": "aws_ebs_snapshot.good", #~ pass aws.backup-cmk
      "mode": "managed", "type": "aws_ebs_snapshot", "name": "good",
      "change": {"actions": ["create"], "before": null, "after": {
      }, "after_unknown": {
        "id": true,
        "volume_id": true,
        "encrypted": true
      }}
    },
    {
      "address": "aws_dynamodb_table.service", #~ fail aws.data-store-cmk
      "mode": "managed", "type": "aws_dynamodb_table", "name": "service",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "carts",
        "server_side_encryption": []
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "azurerm_storage_account.good", #~ pass azurerm.data-store-cmk
      "mode": "managed", "type": "azurerm_storage_account", "name": "good",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "shop"
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "azurerm_storage_account_customer_managed_key.good",
      "mode": "managed", "type": "azurerm_storage_account_customer_managed_key", "name": "good",
      "change": {"actions": ["create"], "before": null, "after": {
        "key_vault_key_id": "https://shop.vault.azure.net/keys/data"
      }, "after_unknown": {
        "id": true,
        "storage_account_id": true
      }}
    },
    {
      "address": "google_storage_bucket.nothing", #~ fail google.data-store-cmk
      "mode": "managed", "type": "google_storage_bucket", "name": "nothing",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "shop",
        "location": "EU",
        "encryption": []
      }, "after_unknown": {
        "id": true
      }}
    }
  ],
  "configuration": {
    "provider_config": {
      "aws": {"name": "aws", "full_name": "registry.terraform.io/hashicorp/aws"},
      "azurerm": {"name": "azurerm", "full_name": "registry.terraform.io/hashicorp/azurerm"},
      "google": {"name": "google", "full_name": "registry.terraform.io/hashicorp/google"}
    },
    "root_module": {
      "resources": [
        {"address": "aws_kms_key.data", "mode": "managed", "type": "aws_kms_key", "name": "data", "provider_config_key": "aws",
          "expressions": {"enable_key_rotation": {"constant_value": true}, "policy": {"constant_value": "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"kms:*\",\"Resource\":\"*\"}]}"}}},
        {"address": "aws_kms_key.plain", "mode": "managed", "type": "aws_kms_key", "name": "plain", "provider_config_key": "aws",
          "expressions": {"enable_key_rotation": {"constant_value": true}}},
        {"address": "aws_kms_alias.data", "mode": "managed", "type": "aws_kms_alias", "name": "data", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "alias/shop-data"}, "target_key_id": {"references": ["aws_kms_key.data.key_id", "aws_kms_key.data"]}}},
        {"address": "aws_s3_bucket.good", "mode": "managed", "type": "aws_s3_bucket", "name": "good", "provider_config_key": "aws",
          "expressions": {"bucket": {"constant_value": "shop-good"}}},
        {"address": "aws_s3_bucket_server_side_encryption_configuration.good", "mode": "managed", "type": "aws_s3_bucket_server_side_encryption_configuration", "name": "good", "provider_config_key": "aws",
          "expressions": {"bucket": {"references": ["aws_s3_bucket.good.id", "aws_s3_bucket.good"]}, "rule": [{"apply_server_side_encryption_by_default": [{"sse_algorithm": {"constant_value": "aws:kms"}, "kms_master_key_id": {"references": ["aws_kms_key.data.arn", "aws_kms_key.data"]}}]}]}},
        {"address": "aws_s3_bucket.nothing", "mode": "managed", "type": "aws_s3_bucket", "name": "nothing", "provider_config_key": "aws",
          "expressions": {"bucket": {"constant_value": "shop-nothing"}}},
        {"address": "aws_ebs_volume.good", "mode": "managed", "type": "aws_ebs_volume", "name": "good", "provider_config_key": "aws",
          "expressions": {"encrypted": {"constant_value": true}, "size": {"constant_value": 10}, "kms_key_id": {"references": ["aws_kms_key.data.arn", "aws_kms_key.data"]}}},
        {"address": "aws_ebs_volume.unset", "mode": "managed", "type": "aws_ebs_volume", "name": "unset", "provider_config_key": "aws",
          "expressions": {"size": {"constant_value": 10}}},
        {"address": "aws_ebs_snapshot.good", "mode": "managed", "type": "aws_ebs_snapshot", "name": "good", "provider_config_key": "aws",
          "expressions": {"volume_id": {"references": ["aws_ebs_volume.good.id", "aws_ebs_volume.good"]}}},
        {"address": "aws_dynamodb_table.service", "mode": "managed", "type": "aws_dynamodb_table", "name": "service", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "carts"}}},
        {"address": "azurerm_storage_account.good", "mode": "managed", "type": "azurerm_storage_account", "name": "good", "provider_config_key": "azurerm",
          "expressions": {"name": {"constant_value": "shop"}}},
        {"address": "azurerm_storage_account_customer_managed_key.good", "mode": "managed", "type": "azurerm_storage_account_customer_managed_key", "name": "good", "provider_config_key": "azurerm",
          "expressions": {"key_vault_key_id": {"constant_value": "https://shop.vault.azure.net/keys/data"}, "storage_account_id": {"references": ["azurerm_storage_account.good.id", "azurerm_storage_account.good"]}}},
        {"address": "google_storage_bucket.nothing", "mode": "managed", "type": "google_storage_bucket", "name": "nothing", "provider_config_key": "google",
          "expressions": {"name": {"constant_value": "shop"}, "location": {"constant_value": "EU"}}}
      ]
    }
  }
}
