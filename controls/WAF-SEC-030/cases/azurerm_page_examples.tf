# A compliant and a non-compliant example of each check for Azure.

resource "azurerm_managed_disk" "orders" {
  name                   = "orders"
  disk_encryption_set_id = azurerm_disk_encryption_set.orders.id #~ pass azurerm.data-store-cmk
}

resource "azurerm_managed_disk" "orders_platform" { #~ fail azurerm.data-store-cmk
  name = "orders-platform"
}

resource "azurerm_recovery_services_vault" "orders" {
  name = "orders"

  encryption {
    key_id                            = azurerm_key_vault_key.orders.versionless_id #~ pass azurerm.backup-cmk
    infrastructure_encryption_enabled = true
  }
}

resource "azurerm_recovery_services_vault" "orders_platform" { #~ fail azurerm.backup-cmk
  name = "orders-platform"
}

resource "azurerm_key_vault_key" "orders" {
  name     = "orders"
  key_type = "RSA"
  key_opts = ["wrapKey", "unwrapKey"]

  rotation_policy { #~ pass azurerm.key-rotation
    expire_after = "P1Y"

    automatic {
      time_before_expiry = "P30D"
    }
  }
}

resource "azurerm_disk_encryption_set" "orders" { #~ fail azurerm.key-rotation
  name             = "orders"
  key_vault_key_id = azurerm_key_vault_key.orders.id
}

resource "azurerm_key_vault" "orders" {
  name                     = "orders"
  purge_protection_enabled = true #~ pass azurerm.key-access
}

resource "azurerm_role_assignment" "everywhere" {
  scope                = "/subscriptions/00000000-0000-0000-0000-000000000000" #~ fail azurerm.key-access
  role_definition_name = "Key Vault Crypto Officer"
  principal_id         = "11111111-1111-1111-1111-111111111111"
}
