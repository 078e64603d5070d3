# Container apps and groups; web and function apps, whose image is in one argument or in two.

variable "image" {
  type = string
}

resource "azurerm_container_app" "tag" {
  name = "tag"
  template {
    init_container {
      name  = "migrate"
      image = "shop.azurecr.io/migrate@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    }
    container {
      name   = "web"
      image  = "shop.azurecr.io/web:2" #~ fail azurerm.image-by-digest
      cpu    = 0.25
      memory = "0.5Gi"
    }
  }
}

resource "azurerm_container_app_job" "input" {
  name = "input"
  template {
    container {
      name   = "job"
      image  = var.image #~ undecided azurerm.image-by-digest
      cpu    = 0.25
      memory = "0.5Gi"
    }
  }
}

resource "azurerm_container_group" "digest" { #~ pass azurerm.image-by-digest
  name = "digest"
  container {
    name   = "web"
    image  = "shop.azurecr.io/web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    cpu    = 1
    memory = 1
  }
}

resource "azurerm_linux_web_app" "tag" {
  name = "tag"
  site_config {
    application_stack {
      docker_registry_url = "https://shop.azurecr.io"
      docker_image_name   = "web:2" #~ fail azurerm.image-by-digest
    }
  }
}

resource "azurerm_linux_web_app" "code" { #~ na azurerm.image-by-digest
  name = "code"
  site_config {
    application_stack {
      python_version = "3.12"
    }
  }
}

resource "azurerm_linux_function_app" "two_arguments" {
  name = "two-arguments"
  site_config {
    application_stack {
      docker {
        registry_url = "shop.azurecr.io"
        image_name   = "worker" #~ fail azurerm.image-by-digest
        image_tag    = "3"
      }
    }
  }
}
