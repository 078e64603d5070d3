# Queues and tables of a storage account with a key: the key is theirs only where the account says so.
variable "scope" { type = string }
variable "account" { type = string }

resource "azurerm_storage_account" "whole" { #~ pass azurerm.data-store-cmk
  name                      = "shopwhole"
  queue_encryption_key_type = "Account"
  table_encryption_key_type = "Account"
}

resource "azurerm_storage_account_customer_managed_key" "whole" {
  storage_account_id = azurerm_storage_account.whole.id
  key_vault_key_id   = "https://shop.vault.azure.net/keys/data"
}

resource "azurerm_storage_queue" "whole" { #~ pass azurerm.data-store-cmk
  name               = "orders"
  storage_account_id = azurerm_storage_account.whole.id
}

resource "azurerm_storage_table" "whole" { #~ pass azurerm.data-store-cmk
  name                 = "carts"
  storage_account_name = azurerm_storage_account.whole.name
}

# Unset is `Service`.
resource "azurerm_storage_account" "blobs" {
  name = "shopblobs"

  customer_managed_key {
    key_vault_key_id          = "https://shop.vault.azure.net/keys/data" #~ pass azurerm.data-store-cmk
    user_assigned_identity_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop/providers/Microsoft.ManagedIdentity/userAssignedIdentities/shop"
  }
}

resource "azurerm_storage_queue" "blobs" { #~ fail azurerm.data-store-cmk
  name                 = "orders"
  storage_account_name = azurerm_storage_account.blobs.name
}

resource "azurerm_storage_table" "blobs" { #~ fail azurerm.data-store-cmk
  name               = "carts"
  storage_account_id = azurerm_storage_account.blobs.id
}

resource "azurerm_storage_account" "input" { #~ pass azurerm.data-store-cmk
  name                      = "shopinput"
  queue_encryption_key_type = var.scope
}

resource "azurerm_storage_account_customer_managed_key" "input" {
  storage_account_id = azurerm_storage_account.input.id
  key_vault_key_id   = "https://shop.vault.azure.net/keys/data"
}

resource "azurerm_storage_queue" "input" { #~ undecided azurerm.data-store-cmk
  name               = "orders"
  storage_account_id = azurerm_storage_account.input.id
}

resource "azurerm_storage_queue" "elsewhere" { #~ undecided azurerm.data-store-cmk
  name                 = "orders"
  storage_account_name = var.account
}

resource "azurerm_storage_account" "none" { #~ fail azurerm.data-store-cmk
  name                      = "shopnone"
  queue_encryption_key_type = "Account"
}

resource "azurerm_storage_queue" "none" { #~ fail azurerm.data-store-cmk
  name               = "orders"
  storage_account_id = azurerm_storage_account.none.id
}
