# Vaults, snapshots and images of Azure.

variable "key" { type = string }

resource "azurerm_recovery_services_vault" "good" {
  name = "shop"

  encryption {
    key_id                            = "https://shop.vault.azure.net/keys/backup/0123456789abcdef0123456789abcdef" #~ pass azurerm.backup-cmk
    infrastructure_encryption_enabled = true
  }
}

resource "azurerm_recovery_services_vault" "service" { #~ fail azurerm.backup-cmk
  name = "shop-service"
}

resource "azurerm_recovery_services_vault" "open" {
  name = "shop-open"

  encryption {
    key_id                            = var.key #~ undecided azurerm.backup-cmk
    infrastructure_encryption_enabled = true
  }
}

resource "azurerm_data_protection_backup_vault" "good" { #~ pass azurerm.backup-cmk
  name = "shop"
}

resource "azurerm_data_protection_backup_vault_customer_managed_key" "good" {
  data_protection_backup_vault_id = azurerm_data_protection_backup_vault.good.id
  key_vault_key_id                = "https://shop.vault.azure.net/keys/backup"
}

resource "azurerm_managed_disk" "platform" {
  name = "platform"
}

resource "azurerm_snapshot" "platform" { #~ fail azurerm.backup-cmk
  name       = "platform"
  source_uri = azurerm_managed_disk.platform.id
}

resource "azurerm_snapshot" "elsewhere" { #~ undecided azurerm.backup-cmk
  name               = "elsewhere"
  source_resource_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/x/providers/Microsoft.Compute/disks/x"
}

resource "azurerm_image" "of_machine" { #~ na azurerm.backup-cmk
  name                      = "of-machine"
  source_virtual_machine_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/x/providers/Microsoft.Compute/virtualMachines/x"
}
