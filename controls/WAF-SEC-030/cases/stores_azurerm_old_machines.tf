# Machines of the first generation: the disks that they make themselves take no key; disks that they are given are asked themselves.
resource "azurerm_virtual_machine" "image" { #~ fail azurerm.data-store-cmk
  name = "image"

  storage_os_disk {
    name              = "os"
    create_option     = "FromImage"
    managed_disk_type = "Premium_LRS"
  }
}

resource "azurerm_managed_disk" "os" {
  name                   = "os"
  storage_account_type   = "Premium_LRS"
  create_option          = "Empty"
  disk_encryption_set_id = azurerm_disk_encryption_set.shop.id #~ pass azurerm.data-store-cmk
}

resource "azurerm_disk_encryption_set" "shop" {
  name             = "shop"
  key_vault_key_id = "https://shop.vault.azure.net/keys/data"
}

resource "azurerm_virtual_machine" "given" { #~ na azurerm.data-store-cmk
  name = "given"

  storage_os_disk {
    name            = "os"
    create_option   = "Attach"
    managed_disk_id = azurerm_managed_disk.os.id
  }
}

resource "azurerm_virtual_machine_scale_set" "old" { #~ fail azurerm.data-store-cmk
  name = "old"

  storage_profile_os_disk {
    create_option     = "FromImage"
    managed_disk_type = "Standard_LRS"
  }
}
