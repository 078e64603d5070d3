# Keys in a managed HSM can be purged as those of a vault can.
variable "purge" { type = bool }

resource "azurerm_key_vault_managed_hardware_security_module" "kept" {
  name                     = "shop-kept"
  purge_protection_enabled = true #~ pass azurerm.key-access
}

resource "azurerm_key_vault_managed_hardware_security_module" "open" { #~ fail azurerm.key-access
  name = "shop-open"
}

resource "azurerm_key_vault_managed_hardware_security_module" "input" {
  name                     = "shop-input"
  purge_protection_enabled = var.purge #~ undecided azurerm.key-access
}
