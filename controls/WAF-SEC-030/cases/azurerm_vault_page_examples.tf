# A vault whose use is recorded, and one whose use is not.

resource "azurerm_key_vault" "orders" { #~ pass azurerm.key-audit
  name                     = "orders"
  purge_protection_enabled = true
}

resource "azurerm_monitor_diagnostic_setting" "orders" {
  name               = "audit"
  target_resource_id = azurerm_key_vault.orders.id

  enabled_log {
    category = "AuditEvent"
  }
}

resource "azurerm_key_vault" "silent" { #~ fail azurerm.key-audit
  name                     = "silent"
  purge_protection_enabled = true
}
