# Rotation, access and audit of keys in Azure.

variable "scope" { type = string }
variable "rotate" { type = bool }

data "azurerm_subscription" "current" {}

resource "azurerm_management_group" "shop" {
  display_name = "shop"
}

resource "azurerm_key_vault" "good" { #~ pass azurerm.key-audit
  name                     = "shop"
  purge_protection_enabled = true #~ pass azurerm.key-access
}

resource "azurerm_monitor_diagnostic_setting" "good" {
  name               = "audit"
  target_resource_id = azurerm_key_vault.good.id

  enabled_log {
    category_group = "audit"
  }
}

resource "azurerm_key_vault" "open" { #~ fail azurerm.key-access #~ fail azurerm.key-audit
  name = "shop-open"
}

resource "azurerm_monitor_diagnostic_setting" "metrics" {
  name               = "metrics"
  target_resource_id = azurerm_key_vault.open.id

  enabled_log {
    category = "AzurePolicyEvaluationDetails"
  }
}

resource "azurerm_key_vault" "input" { #~ undecided azurerm.key-audit
  name                     = "shop-input"
  purge_protection_enabled = var.rotate #~ undecided azurerm.key-access
}

resource "azurerm_monitor_diagnostic_setting" "input" {
  name               = "input"
  target_resource_id = azurerm_key_vault.input.id

  enabled_log {
    category = var.scope
  }
}

resource "azurerm_role_assignment" "vault" {
  scope                = azurerm_key_vault.good.id #~ pass azurerm.key-access
  role_definition_name = "Key Vault Crypto Officer"
  principal_id         = "11111111-1111-1111-1111-111111111111"
}

resource "azurerm_role_assignment" "subscription" {
  scope                = data.azurerm_subscription.current.id #~ fail azurerm.key-access
  role_definition_name = "Key Vault Administrator"
  principal_id         = "11111111-1111-1111-1111-111111111111"
}

resource "azurerm_role_assignment" "management_group" {
  scope                = azurerm_management_group.shop.id #~ fail azurerm.key-access
  role_definition_name = "Owner"
  principal_id         = "11111111-1111-1111-1111-111111111111"
}

resource "azurerm_role_assignment" "by_id" {
  scope              = "/providers/Microsoft.Management/managementGroups/shop" #~ fail azurerm.key-access
  role_definition_id = "/providers/Microsoft.Authorization/roleDefinitions/14b46e9e-c2b7-41b4-b07b-48a6ebf60603"
  principal_id       = "11111111-1111-1111-1111-111111111111"
}

resource "azurerm_role_assignment" "input" {
  scope                = var.scope #~ undecided azurerm.key-access
  role_definition_name = "Key Vault Crypto User"
  principal_id         = "11111111-1111-1111-1111-111111111111"
}

resource "azurerm_role_assignment" "reader" { #~ na azurerm.key-access
  scope                = data.azurerm_subscription.current.id
  role_definition_name = "Reader"
  principal_id         = "11111111-1111-1111-1111-111111111111"
}

resource "azurerm_key_vault_access_policy" "app" {
  key_vault_id = azurerm_key_vault.good.id
  tenant_id    = "22222222-2222-2222-2222-222222222222"
  object_id    = "11111111-1111-1111-1111-111111111111" #~ pass azurerm.key-access
}

resource "azurerm_key_vault_key" "rotates" {
  name     = "rotates"
  key_type = "RSA"
  key_opts = ["wrapKey", "unwrapKey"]

  rotation_policy { #~ pass azurerm.key-rotation
    expire_after = "P1Y"

    automatic {
      time_before_expiry = "P30D"
    }
  }
}

resource "azurerm_key_vault_key" "notifies" {
  name     = "notifies"
  key_type = "RSA"
  key_opts = ["wrapKey", "unwrapKey"]

  rotation_policy { #~ fail azurerm.key-rotation
    expire_after         = "P1Y"
    notify_before_expiry = "P30D"
  }
}

resource "azurerm_key_vault_key" "stays" { #~ fail azurerm.key-rotation
  name     = "stays"
  key_type = "RSA"
  key_opts = ["wrapKey", "unwrapKey"]
}

resource "azurerm_key_vault_managed_hardware_security_module_key" "rotates" { #~ pass azurerm.key-rotation
  name = "rotates"
}

resource "azurerm_key_vault_managed_hardware_security_module_key_rotation_policy" "rotates" {
  managed_hsm_key_id  = azurerm_key_vault_managed_hardware_security_module_key.rotates.id
  expire_after        = "P1Y"
  time_after_creation = "P90D"
}

resource "azurerm_disk_encryption_set" "follows" { #~ pass azurerm.key-rotation
  name                      = "follows"
  key_vault_key_id          = azurerm_key_vault_key.rotates.versionless_id
  auto_key_rotation_enabled = true
}

resource "azurerm_disk_encryption_set" "stays" { #~ fail azurerm.key-rotation
  name             = "stays"
  key_vault_key_id = azurerm_key_vault_key.rotates.id
}

resource "azurerm_mssql_server_transparent_data_encryption" "open" { #~ undecided azurerm.key-rotation
  server_id             = "server"
  key_vault_key_id      = azurerm_key_vault_key.rotates.id
  auto_rotation_enabled = var.rotate
}
