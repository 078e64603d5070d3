# A plan instead of code: what Azure and Google Cloud run, by digest or not.
#--- plan.json
{
  "format_version": "1.2",
  "terraform_version": "1.11.4",
  "resource_changes": [
    {
      "address": "azurerm_container_app.digest", #~ pass azurerm.image-by-digest
      "mode": "managed", "type": "azurerm_container_app", "name": "digest",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "digest",
        "template": [{"container": [{"name": "web", "image": "shop.azurecr.io/web@sha256:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", "cpu": 0.25, "memory": "0.5Gi"}]}]
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "azurerm_container_app.tag",
      "mode": "managed", "type": "azurerm_container_app", "name": "tag",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "tag",
        "template": [{"container": [{"name": "web", "image": "shop.azurecr.io/web:latest", "cpu": 0.25, "memory": "0.5Gi"}]}] #~ fail azurerm.image-by-digest
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "google_cloud_run_v2_service.digest", #~ pass google.image-by-digest
      "mode": "managed", "type": "google_cloud_run_v2_service", "name": "digest",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "digest",
        "template": [{"containers": [{"image": "europe-west3-docker.pkg.dev/shop/shop/web@sha256:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"}]}]
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "google_cloud_run_v2_service.tag",
      "mode": "managed", "type": "google_cloud_run_v2_service", "name": "tag",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "tag",
        "template": [{"containers": [{"image": "europe-west3-docker.pkg.dev/shop/shop/web:1.4"}]}] #~ fail google.image-by-digest
      }, "after_unknown": {
        "id": true
      }}
    }
  ],
  "configuration": {
    "provider_config": {
      "azurerm": {"name": "azurerm", "full_name": "registry.terraform.io/hashicorp/azurerm"},
      "google": {"name": "google", "full_name": "registry.terraform.io/hashicorp/google"}
    },
    "root_module": {
      "resources": [
        {"address": "azurerm_container_app.digest", "mode": "managed", "type": "azurerm_container_app", "name": "digest", "provider_config_key": "azurerm",
          "expressions": {"name": {"constant_value": "digest"}, "template": [{"container": [{"name": {"constant_value": "web"}, "image": {"constant_value": "shop.azurecr.io/web@sha256:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"}, "cpu": {"constant_value": 0.25}, "memory": {"constant_value": "0.5Gi"}}]}]}},
        {"address": "azurerm_container_app.tag", "mode": "managed", "type": "azurerm_container_app", "name": "tag", "provider_config_key": "azurerm",
          "expressions": {"name": {"constant_value": "tag"}, "template": [{"container": [{"name": {"constant_value": "web"}, "image": {"constant_value": "shop.azurecr.io/web:latest"}, "cpu": {"constant_value": 0.25}, "memory": {"constant_value": "0.5Gi"}}]}]}},
        {"address": "google_cloud_run_v2_service.digest", "mode": "managed", "type": "google_cloud_run_v2_service", "name": "digest", "provider_config_key": "google",
          "expressions": {"name": {"constant_value": "digest"}, "template": [{"containers": [{"image": {"constant_value": "europe-west3-docker.pkg.dev/shop/shop/web@sha256:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"}}]}]}},
        {"address": "google_cloud_run_v2_service.tag", "mode": "managed", "type": "google_cloud_run_v2_service", "name": "tag", "provider_config_key": "google",
          "expressions": {"name": {"constant_value": "tag"}, "template": [{"containers": [{"image": {"constant_value": "europe-west3-docker.pkg.dev/shop/shop/web:1.4"}}]}]}}
      ]
    }
  }
}
