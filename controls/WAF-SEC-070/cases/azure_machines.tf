# Who patches: the platform, the guest itself, or nobody.

variable "mode" {
  type = string
}

resource "azurerm_linux_virtual_machine" "platform" {
  name                = "platform"
  resource_group_name = "rg"
  location            = "westeurope"
  size                = "Standard_B2s"
  admin_username      = "ops"
  patch_mode          = "AutomaticByPlatform" #~ pass azurerm.vm-patching
  network_interface_ids = []
  os_disk {
    caching              = "None"
    storage_account_type = "Premium_LRS"
  }
}

resource "azurerm_linux_virtual_machine" "image_default" { #~ fail azurerm.vm-patching
  name                = "image-default"
  resource_group_name = "rg"
  location            = "westeurope"
  size                = "Standard_B2s"
  admin_username      = "ops"
  network_interface_ids = []
  os_disk {
    caching              = "None"
    storage_account_type = "Premium_LRS"
  }
}

resource "azurerm_windows_virtual_machine" "by_itself" {
  name                = "by-itself"
  resource_group_name = "rg"
  location            = "westeurope"
  size                = "Standard_B2s"
  admin_username      = "ops"
  admin_password      = "not-a-real-one"
  patch_mode          = "AutomaticByOS" #~ fail azurerm.vm-patching
  network_interface_ids = []
  os_disk {
    caching              = "None"
    storage_account_type = "Premium_LRS"
  }
}

resource "azurerm_windows_virtual_machine" "told" {
  name                = "told"
  resource_group_name = "rg"
  location            = "westeurope"
  size                = "Standard_B2s"
  admin_username      = "ops"
  admin_password      = "not-a-real-one"
  patch_mode          = var.mode #~ undecided azurerm.vm-patching
  network_interface_ids = []
  os_disk {
    caching              = "None"
    storage_account_type = "Premium_LRS"
  }
}

resource "azurerm_orchestrated_virtual_machine_scale_set" "flexible" { #~ pass azurerm.vm-patching
  name                        = "flexible"
  resource_group_name         = "rg"
  location                    = "westeurope"
  platform_fault_domain_count = 1
  os_profile {
    linux_configuration {
      admin_username = "ops"
      patch_mode     = "AutomaticByPlatform"
    }
  }
}

resource "azurerm_orchestrated_virtual_machine_scale_set" "left_alone" {
  name                        = "left-alone"
  resource_group_name         = "rg"
  location                    = "westeurope"
  platform_fault_domain_count = 1
  os_profile { #~ fail azurerm.vm-patching
    windows_configuration {
      admin_username = "ops"
      admin_password = "not-a-real-one"
    }
  }
}

resource "azurerm_linux_virtual_machine_scale_set" "renewed" { #~ pass azurerm.vm-patching
  name                = "renewed"
  resource_group_name = "rg"
  location            = "westeurope"
  sku                 = "Standard_B2s"
  instances           = 2
  admin_username      = "ops"
  upgrade_mode        = "Automatic"
  automatic_os_upgrade_policy {
    automatic_os_upgrade_enabled = true
    automatic_rollback_enabled   = true
  }
  os_disk {
    caching              = "None"
    storage_account_type = "Premium_LRS"
  }
  network_interface {
    name = "n"
    ip_configuration {
      name = "i"
    }
  }
}

resource "azurerm_windows_virtual_machine_scale_set" "frozen" { #~ fail azurerm.vm-patching
  name                = "frozen"
  resource_group_name = "rg"
  location            = "westeurope"
  sku                 = "Standard_B2s"
  instances           = 2
  admin_username      = "ops"
  admin_password      = "not-a-real-one"
  os_disk {
    caching              = "None"
    storage_account_type = "Premium_LRS"
  }
  network_interface {
    name = "n"
    ip_configuration {
      name = "i"
    }
  }
}

resource "azurerm_kubernetes_cluster" "by_default" { #~ pass azurerm.vm-patching
  name                = "by-default"
  resource_group_name = "rg"
  location            = "westeurope"
}

resource "azurerm_kubernetes_cluster" "none" {
  name                    = "none"
  resource_group_name     = "rg"
  location                = "westeurope"
  node_os_upgrade_channel = "None" #~ fail azurerm.vm-patching
}

resource "azurerm_kubernetes_cluster" "by_cluster" { #~ pass azurerm.vm-patching
  name                      = "by-cluster"
  resource_group_name       = "rg"
  location                  = "westeurope"
  automatic_upgrade_channel = "stable"
  node_os_upgrade_channel   = "Unmanaged"
}
