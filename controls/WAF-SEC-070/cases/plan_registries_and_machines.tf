# A plan instead of code: registries that scan, and machines in Google Cloud.
#--- plan.json
{
  "format_version": "1.2",
  "terraform_version": "1.11.4",
  "resource_changes": [
    {
      "address": "azurerm_container_registry.shop", #~ pass azurerm.registry-scanning
      "mode": "managed", "type": "azurerm_container_registry", "name": "shop",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "shop",
        "sku": "Premium",
        "location": "westeurope",
        "resource_group_name": "shop"
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "azurerm_security_center_subscription_pricing.containers",
      "mode": "managed", "type": "azurerm_security_center_subscription_pricing", "name": "containers",
      "change": {"actions": ["create"], "before": null, "after": {
        "tier": "Standard",
        "resource_type": "Containers",
        "extension": []
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "google_artifact_registry_repository.scanned",
      "mode": "managed", "type": "google_artifact_registry_repository", "name": "scanned",
      "change": {"actions": ["create"], "before": null, "after": {
        "repository_id": "scanned",
        "format": "DOCKER",
        "vulnerability_scanning_config": [{"enablement_config": "INHERITED"}] #~ pass google.registry-scanning
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "google_artifact_registry_repository.off",
      "mode": "managed", "type": "google_artifact_registry_repository", "name": "off",
      "change": {"actions": ["create"], "before": null, "after": {
        "repository_id": "off",
        "format": "DOCKER",
        "vulnerability_scanning_config": [{"enablement_config": "DISABLED"}] #~ fail google.registry-scanning
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "google_project_service.scanning",
      "mode": "managed", "type": "google_project_service", "name": "scanning",
      "change": {"actions": ["create"], "before": null, "after": {
        "service": "containerscanning.googleapis.com"
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "google_compute_project_metadata_item.osconfig",
      "mode": "managed", "type": "google_compute_project_metadata_item", "name": "osconfig",
      "change": {"actions": ["create"], "before": null, "after": {
        "key": "enable-osconfig",
        "value": "TRUE"
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "google_os_config_patch_deployment.weekly",
      "mode": "managed", "type": "google_os_config_patch_deployment", "name": "weekly",
      "change": {"actions": ["create"], "before": null, "after": {
        "patch_deployment_id": "weekly",
        "instance_filter": [{"all": true}],
        "recurring_schedule": [{"time_of_day": [{"hours": 1}], "weekly": [{"day_of_week": "SUNDAY"}]}]
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "google_compute_instance.patched", #~ pass google.vm-patching
      "mode": "managed", "type": "google_compute_instance", "name": "patched",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "patched",
        "machine_type": "e2-small",
        "zone": "europe-west3-a"
      }, "after_unknown": {
        "id": true
      }}
    },
    {
      "address": "google_container_node_pool.still",
      "mode": "managed", "type": "google_container_node_pool", "name": "still",
      "change": {"actions": ["create"], "before": null, "after": {
        "name": "still",
        "cluster": "shop",
        "management": [{"auto_repair": true, "auto_upgrade": false}] #~ fail google.vm-patching
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
        {"address": "azurerm_container_registry.shop", "mode": "managed", "type": "azurerm_container_registry", "name": "shop", "provider_config_key": "azurerm",
          "expressions": {"name": {"constant_value": "shop"}, "sku": {"constant_value": "Premium"}, "location": {"constant_value": "westeurope"}, "resource_group_name": {"constant_value": "shop"}}},
        {"address": "azurerm_security_center_subscription_pricing.containers", "mode": "managed", "type": "azurerm_security_center_subscription_pricing", "name": "containers", "provider_config_key": "azurerm",
          "expressions": {"tier": {"constant_value": "Standard"}, "resource_type": {"constant_value": "Containers"}}},
        {"address": "google_artifact_registry_repository.scanned", "mode": "managed", "type": "google_artifact_registry_repository", "name": "scanned", "provider_config_key": "google",
          "expressions": {"repository_id": {"constant_value": "scanned"}, "format": {"constant_value": "DOCKER"}, "vulnerability_scanning_config": [{"enablement_config": {"constant_value": "INHERITED"}}]}},
        {"address": "google_artifact_registry_repository.off", "mode": "managed", "type": "google_artifact_registry_repository", "name": "off", "provider_config_key": "google",
          "expressions": {"repository_id": {"constant_value": "off"}, "format": {"constant_value": "DOCKER"}, "vulnerability_scanning_config": [{"enablement_config": {"constant_value": "DISABLED"}}]}},
        {"address": "google_project_service.scanning", "mode": "managed", "type": "google_project_service", "name": "scanning", "provider_config_key": "google",
          "expressions": {"service": {"constant_value": "containerscanning.googleapis.com"}}},
        {"address": "google_compute_project_metadata_item.osconfig", "mode": "managed", "type": "google_compute_project_metadata_item", "name": "osconfig", "provider_config_key": "google",
          "expressions": {"key": {"constant_value": "enable-osconfig"}, "value": {"constant_value": "TRUE"}}},
        {"address": "google_os_config_patch_deployment.weekly", "mode": "managed", "type": "google_os_config_patch_deployment", "name": "weekly", "provider_config_key": "google",
          "expressions": {"patch_deployment_id": {"constant_value": "weekly"}, "instance_filter": [{"all": {"constant_value": true}}], "recurring_schedule": [{"time_of_day": [{"hours": {"constant_value": 1}}], "weekly": [{"day_of_week": {"constant_value": "SUNDAY"}}]}]}},
        {"address": "google_compute_instance.patched", "mode": "managed", "type": "google_compute_instance", "name": "patched", "provider_config_key": "google",
          "expressions": {"name": {"constant_value": "patched"}, "machine_type": {"constant_value": "e2-small"}, "zone": {"constant_value": "europe-west3-a"}}},
        {"address": "google_container_node_pool.still", "mode": "managed", "type": "google_container_node_pool", "name": "still", "provider_config_key": "google",
          "expressions": {"name": {"constant_value": "still"}, "cluster": {"constant_value": "shop"}, "management": [{"auto_repair": {"constant_value": true}, "auto_upgrade": {"constant_value": false}}]}}
      ]
    }
  }
}
