# Data stores of Azure: their own key, that of a disk encryption set, and that which another resource declares.

variable "key" { type = string }

resource "azurerm_key_vault_key" "data" {
  name         = "data"
  key_vault_id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop/providers/Microsoft.KeyVault/vaults/shop"
  key_type     = "RSA"
  key_opts     = ["wrapKey", "unwrapKey"]
}

resource "azurerm_storage_account" "own" {
  name = "shopown"

  customer_managed_key {
    key_vault_key_id          = azurerm_key_vault_key.data.id #~ pass azurerm.data-store-cmk
    user_assigned_identity_id = "id"
  }
}

resource "azurerm_storage_account" "companion" { #~ pass azurerm.data-store-cmk
  name = "shopcompanion"
}

resource "azurerm_storage_account_customer_managed_key" "companion" {
  storage_account_id = azurerm_storage_account.companion.id
  key_vault_key_id   = azurerm_key_vault_key.data.versionless_id
}

# As versions before 4 wrote it.
resource "azurerm_storage_account" "by_name" { #~ pass azurerm.data-store-cmk
  name = "shopbyname"
}

resource "azurerm_storage_account_customer_managed_key" "by_name" {
  storage_account_id = azurerm_storage_account.by_name.id
  key_vault_id       = "vault"
  key_name           = azurerm_key_vault_key.data.name
}

resource "azurerm_storage_account" "nothing" { #~ fail azurerm.data-store-cmk
  name = "shopnothing"
}

resource "azurerm_storage_account" "open" { #~ undecided azurerm.data-store-cmk
  name = "shopopen"
}

resource "azurerm_storage_account_customer_managed_key" "open" {
  storage_account_id = azurerm_storage_account.open.id
  key_vault_key_id   = var.key
}

resource "azurerm_disk_encryption_set" "data" {
  name             = "data"
  key_vault_key_id = azurerm_key_vault_key.data.id
}

resource "azurerm_managed_disk" "good" {
  name                   = "good"
  disk_encryption_set_id = azurerm_disk_encryption_set.data.id #~ pass azurerm.data-store-cmk
}

resource "azurerm_managed_disk" "platform" { #~ fail azurerm.data-store-cmk
  name = "platform"
}

resource "azurerm_linux_virtual_machine" "good" {
  name = "good"

  os_disk {
    disk_encryption_set_id = azurerm_disk_encryption_set.data.id #~ pass azurerm.data-store-cmk
  }
}

resource "azurerm_windows_virtual_machine_scale_set" "data_disk" {
  name = "data-disk"

  os_disk {
    disk_encryption_set_id = azurerm_disk_encryption_set.data.id
  }

  data_disk { #~ fail azurerm.data-store-cmk
    lun = 1
  }
}

resource "azurerm_mssql_server" "good" { #~ pass azurerm.data-store-cmk
  name = "shop-sql"
}

resource "azurerm_mssql_server_transparent_data_encryption" "good" {
  server_id        = azurerm_mssql_server.good.id
  key_vault_key_id = azurerm_key_vault_key.data.id
}

resource "azurerm_mssql_database" "as_server" { #~ pass azurerm.data-store-cmk
  name      = "orders"
  server_id = azurerm_mssql_server.good.id
}

resource "azurerm_mssql_database" "off" {
  name                                = "orders-off"
  server_id                           = azurerm_mssql_server.good.id
  transparent_data_encryption_enabled = false #~ fail azurerm.data-store-cmk
}

# The service's own key, which the resource without a key sets.
resource "azurerm_mssql_server" "service" { #~ fail azurerm.data-store-cmk
  name = "shop-sql-service"
}

resource "azurerm_mssql_server_transparent_data_encryption" "service" {
  server_id = azurerm_mssql_server.service.id
}

resource "azurerm_postgresql_flexible_server" "geo" {
  name                         = "shop-geo"
  geo_redundant_backup_enabled = true

  customer_managed_key { #~ fail azurerm.data-store-cmk
    key_vault_key_id = azurerm_key_vault_key.data.id
  }
}

resource "azurerm_postgresql_flexible_server" "good" {
  name = "shop-pg"

  customer_managed_key {
    key_vault_key_id = azurerm_key_vault_key.data.id #~ pass azurerm.data-store-cmk
  }
}

resource "azurerm_eventhub_namespace" "good" { #~ pass azurerm.data-store-cmk
  name = "shop-events"
}

resource "azurerm_eventhub_namespace_customer_managed_key" "good" {
  eventhub_namespace_id = azurerm_eventhub_namespace.good.id
  key_vault_key_ids     = [azurerm_key_vault_key.data.id]
}

resource "azurerm_container_registry" "good" {
  name = "shop"
  sku  = "Premium"

  encryption {
    key_vault_key_id   = azurerm_key_vault_key.data.id #~ pass azurerm.data-store-cmk
    identity_client_id = "id"
  }
}

resource "azurerm_cosmosdb_account" "good" {
  name             = "shop"
  key_vault_key_id = "https://shop.vault.azure.net/keys/data" #~ pass azurerm.data-store-cmk
}

# The service takes no key.
resource "azurerm_redis_cache" "sessions" { #~ fail azurerm.data-store-cmk
  name = "sessions"
}

resource "azurerm_kubernetes_cluster" "good" {
  name                   = "shop"
  disk_encryption_set_id = azurerm_disk_encryption_set.data.id #~ pass azurerm.data-store-cmk
}

resource "azurerm_kubernetes_cluster_node_pool" "as_cluster" { #~ pass azurerm.data-store-cmk
  name                  = "more"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.good.id
}

resource "azurerm_kubernetes_cluster_node_pool" "elsewhere" { #~ undecided azurerm.data-store-cmk
  name                  = "elsewhere"
  kubernetes_cluster_id = var.key
}

resource "azurerm_databricks_workspace" "no_root" { #~ fail azurerm.data-store-cmk
  name                                  = "shop"
  managed_services_cmk_key_vault_key_id = azurerm_key_vault_key.data.id
  managed_disk_cmk_key_vault_key_id     = azurerm_key_vault_key.data.id
}

resource "azurerm_databricks_workspace" "all" {
  name                                  = "shop-all"
  managed_services_cmk_key_vault_key_id = azurerm_key_vault_key.data.id #~ pass azurerm.data-store-cmk
  managed_disk_cmk_key_vault_key_id     = azurerm_key_vault_key.data.id
}

resource "azurerm_databricks_workspace_root_dbfs_customer_managed_key" "all" {
  workspace_id     = azurerm_databricks_workspace.all.id
  key_vault_key_id = azurerm_key_vault_key.data.id
}

resource "azurerm_orchestrated_virtual_machine_scale_set" "empty" { #~ na azurerm.data-store-cmk
  name = "empty"
}
