# Defender for containers is a plan of the subscription; another provider is another subscription.

provider "azurerm" {
  features {}
}

provider "azurerm" {
  alias = "shared"
  features {}
}

provider "azurerm" {
  alias = "lab"
  features {}
}

resource "azurerm_security_center_subscription_pricing" "containers" {
  tier          = "Standard"
  resource_type = "Containers"
}

resource "azurerm_container_registry" "shop" { #~ pass azurerm.registry-scanning
  name                = "shop"
  resource_group_name = "rg-shop"
  location            = "westeurope"
  sku                 = "Premium"
}

resource "azurerm_security_center_subscription_pricing" "machines" {
  provider = azurerm.shared
  tier     = "Standard"
}

resource "azurerm_container_registry" "shared" { #~ undecided azurerm.registry-scanning
  provider            = azurerm.shared
  name                = "shared"
  resource_group_name = "rg-shared"
  location            = "westeurope"
  sku                 = "Premium"

  quarantine_policy_enabled = true
}

resource "azurerm_security_center_subscription_pricing" "lab" {
  provider      = azurerm.lab
  tier          = "Free"
  resource_type = "Containers"
}

resource "azurerm_container_registry" "lab" { #~ fail azurerm.registry-scanning
  provider            = azurerm.lab
  name                = "lab"
  resource_group_name = "rg-lab"
  location            = "westeurope"
  sku                 = "Basic"
}
