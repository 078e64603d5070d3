# A plan instead of code: vaults, keys, their users and who may use them in Azure.
#--- plan.json
{
  "format_version": "1.2",
  "terraform_version": "1.11.4",
  "resource_changes": [
    {
      "address": "azurerm_key_vault.good", #~ pass azurerm.key-audit
      "mode": "managed", "type": "azurerm_key_vault", "name": "good",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "shop-keys",
        "purge_protection_enabled": true, #~ pass azurerm.key-access
        "sku_name": "premium"
      }, "after_unknown": {
        "id": true,
        "vault_uri": true
      }}
    },
    {
      "address": "azurerm_key_vault.purged", #~ fail azurerm.key-audit
      "mode": "managed", "type": "azurerm_key_vault", "name": "purged",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "shop-old",
        "purge_protection_enabled": false, #~ fail azurerm.key-access
        "sku_name": "standard"
      }, "after_unknown": {
        "id": true,
        "vault_uri": true
      }}
    },
    {
      "address": "azurerm_monitor_diagnostic_setting.good",
      "mode": "managed", "type": "azurerm_monitor_diagnostic_setting", "name": "good",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "audit",
        "enabled_log": [{"category": null, "category_group": "audit", "retention_policy": []}],
        "log_analytics_workspace_id": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop/providers/Microsoft.OperationalInsights/workspaces/shop"
      }, "after_unknown": {
        "id": true,
        "target_resource_id": true
      }}
    },
    {
      "address": "azurerm_key_vault_key.rotating",
      "mode": "managed", "type": "azurerm_key_vault_key", "name": "rotating",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "data",
        "key_type": "RSA",
        "rotation_policy": [{"expire_after": "P120D", "notify_before_expiry": null, "automatic": [{"time_after_creation": "P90D", "time_before_expiry": null}]}] #~ pass azurerm.key-rotation
      }, "after_unknown": {
        "id": true,
        "version": true,
        "versionless_id": true,
        "key_vault_id": true
      }}
    },
    {
      "address": "azurerm_key_vault_key.noticed",
      "mode": "managed", "type": "azurerm_key_vault_key", "name": "noticed",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "notice",
        "key_type": "RSA",
        "rotation_policy": [{"expire_after": "P120D", "notify_before_expiry": "P30D", "automatic": []}] #~ fail azurerm.key-rotation
      }, "after_unknown": {
        "id": true,
        "version": true,
        "versionless_id": true,
        "key_vault_id": true
      }}
    },
    {
      "address": "azurerm_disk_encryption_set.follows", #~ pass azurerm.key-rotation
      "mode": "managed", "type": "azurerm_disk_encryption_set", "name": "follows",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "follows"
      }, "after_unknown": {
        "id": true,
        "key_vault_key_id": true
      }}
    },
    {
      "address": "azurerm_disk_encryption_set.stays", #~ fail azurerm.key-rotation
      "mode": "managed", "type": "azurerm_disk_encryption_set", "name": "stays",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "stays",
        "auto_key_rotation_enabled": false,
        "key_vault_key_id": "https://shop.vault.azure.net/keys/data/0123456789abcdef0123456789abcdef"
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "azurerm_role_assignment.narrow",
      "mode": "managed", "type": "azurerm_role_assignment", "name": "narrow",
      "change": {"actions": ["create"], "before": null, "after": {
        "role_definition_name": "Key Vault Crypto Service Encryption User",
        "principal_id": "00000000-0000-0000-0000-000000000001"
      }, "after_unknown": {
        "id": true,
        "scope": true #~ pass azurerm.key-access
      }}
    },
    {
      "address": "azurerm_role_assignment.wide",
      "mode": "managed", "type": "azurerm_role_assignment", "name": "wide",
      "change": {"actions": ["create"], "before": null, "after": {
        "role_definition_name": "Key Vault Crypto Officer",
        "principal_id": "00000000-0000-0000-0000-000000000002",
        "scope": "/subscriptions/00000000-0000-0000-0000-000000000000" #~ fail azurerm.key-access
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "azurerm_recovery_services_vault.good",
      "mode": "managed", "type": "azurerm_recovery_services_vault", "name": "good",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "good",
        "sku": "Standard",
        "encryption": [{"infrastructure_encryption_enabled": true, "use_system_assigned_identity": true, "user_assigned_identity_id": null}] #~ pass azurerm.backup-cmk
      }, "after_unknown": {
        "id": true,
        "encryption": [{"key_id": true}]
      }}
    },
    {
      "address": "azurerm_recovery_services_vault.service", #~ fail azurerm.backup-cmk
      "mode": "managed", "type": "azurerm_recovery_services_vault", "name": "service",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "service",
        "sku": "Standard",
        "encryption": []
      }, "after_unknown": {
        "id": true
      }}
    }
  ],
  "configuration": {
    "provider_config": {
      "azurerm": {"name": "azurerm", "full_name": "registry.terraform.io/hashicorp/azurerm"}
    },
    "root_module": {
      "resources": [
        {"address": "azurerm_key_vault.good", "mode": "managed", "type": "azurerm_key_vault", "name": "good", "provider_config_key": "azurerm",
          "expressions": {"name": {"constant_value": "shop-keys"}, "purge_protection_enabled": {"constant_value": true}, "sku_name": {"constant_value": "premium"}}},
        {"address": "azurerm_key_vault.purged", "mode": "managed", "type": "azurerm_key_vault", "name": "purged", "provider_config_key": "azurerm",
          "expressions": {"name": {"constant_value": "shop-old"}, "purge_protection_enabled": {"constant_value": false}, "sku_name": {"constant_value": "standard"}}},
        {"address": "azurerm_monitor_diagnostic_setting.good", "mode": "managed", "type": "azurerm_monitor_diagnostic_setting", "name": "good", "provider_config_key": "azurerm",
          "expressions": {"name": {"constant_value": "audit"}, "enabled_log": [{"category": {"constant_value": null}, "category_group": {"constant_value": "audit"}, "retention_policy": {"constant_value": []}}], "log_analytics_workspace_id": {"constant_value": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop/providers/Microsoft.OperationalInsights/workspaces/shop"}, "target_resource_id": {"references": ["azurerm_key_vault.good.id", "azurerm_key_vault.good"]}}},
        {"address": "azurerm_key_vault_key.rotating", "mode": "managed", "type": "azurerm_key_vault_key", "name": "rotating", "provider_config_key": "azurerm",
          "expressions": {"name": {"constant_value": "data"}, "key_type": {"constant_value": "RSA"}, "rotation_policy": [{"expire_after": {"constant_value": "P120D"}, "notify_before_expiry": {"constant_value": null}, "automatic": [{"time_after_creation": {"constant_value": "P90D"}, "time_before_expiry": {"constant_value": null}}]}], "key_vault_id": {"references": ["azurerm_key_vault.good.id", "azurerm_key_vault.good"]}}},
        {"address": "azurerm_key_vault_key.noticed", "mode": "managed", "type": "azurerm_key_vault_key", "name": "noticed", "provider_config_key": "azurerm",
          "expressions": {"name": {"constant_value": "notice"}, "key_type": {"constant_value": "RSA"}, "rotation_policy": [{"expire_after": {"constant_value": "P120D"}, "notify_before_expiry": {"constant_value": "P30D"}, "automatic": {"constant_value": []}}], "key_vault_id": {"references": ["azurerm_key_vault.good.id", "azurerm_key_vault.good"]}}},
        {"address": "azurerm_disk_encryption_set.follows", "mode": "managed", "type": "azurerm_disk_encryption_set", "name": "follows", "provider_config_key": "azurerm",
          "expressions": {"name": {"constant_value": "follows"}, "key_vault_key_id": {"references": ["azurerm_key_vault_key.rotating.versionless_id", "azurerm_key_vault_key.rotating"]}}},
        {"address": "azurerm_disk_encryption_set.stays", "mode": "managed", "type": "azurerm_disk_encryption_set", "name": "stays", "provider_config_key": "azurerm",
          "expressions": {"name": {"constant_value": "stays"}, "auto_key_rotation_enabled": {"constant_value": false}, "key_vault_key_id": {"constant_value": "https://shop.vault.azure.net/keys/data/0123456789abcdef0123456789abcdef"}}},
        {"address": "azurerm_role_assignment.narrow", "mode": "managed", "type": "azurerm_role_assignment", "name": "narrow", "provider_config_key": "azurerm",
          "expressions": {"role_definition_name": {"constant_value": "Key Vault Crypto Service Encryption User"}, "principal_id": {"constant_value": "00000000-0000-0000-0000-000000000001"}, "scope": {"references": ["azurerm_key_vault.good.id", "azurerm_key_vault.good"]}}},
        {"address": "azurerm_role_assignment.wide", "mode": "managed", "type": "azurerm_role_assignment", "name": "wide", "provider_config_key": "azurerm",
          "expressions": {"role_definition_name": {"constant_value": "Key Vault Crypto Officer"}, "principal_id": {"constant_value": "00000000-0000-0000-0000-000000000002"}, "scope": {"constant_value": "/subscriptions/00000000-0000-0000-0000-000000000000"}}},
        {"address": "azurerm_recovery_services_vault.good", "mode": "managed", "type": "azurerm_recovery_services_vault", "name": "good", "provider_config_key": "azurerm",
          "expressions": {"name": {"constant_value": "good"}, "sku": {"constant_value": "Standard"}, "encryption": [{"infrastructure_encryption_enabled": {"constant_value": true}, "key_id": {"references": ["azurerm_key_vault_key.rotating.id", "azurerm_key_vault_key.rotating"]}}]}},
        {"address": "azurerm_recovery_services_vault.service", "mode": "managed", "type": "azurerm_recovery_services_vault", "name": "service", "provider_config_key": "azurerm",
          "expressions": {"name": {"constant_value": "service"}, "sku": {"constant_value": "Standard"}}}
      ]
    }
  }
}
