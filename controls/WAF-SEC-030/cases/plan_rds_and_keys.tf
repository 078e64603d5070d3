# A plan instead of code: what is known only after apply stems from what its expression refers to, through modules and variables.
#--- plan.json
{
  "format_version": "1.2",
  "terraform_version": "1.11.4",
  "variables": {"aws_key": {"value": "alias/aws/rds"}, "spec": {"value": "SYMMETRIC_DEFAULT"}},
  "resource_changes": [
    {
      "address": "aws_db_instance.own_key", "mode": "managed", "type": "aws_db_instance", "name": "own_key",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "engine": "postgres",
          "storage_encrypted": true
        },
        "after_unknown": {
          "id": true, "arn": true,
          "kms_key_id": true #~ pass rds-storage-encrypted
        }
      }
    },
    {
      "address": "aws_db_instance.aws_key", "mode": "managed", "type": "aws_db_instance", "name": "aws_key",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "storage_encrypted": true,
          "kms_key_id": "alias/aws/rds" #~ fail rds-storage-encrypted
        },
        "after_unknown": {"id": true}
      }
    },
    {
      "address": "aws_db_instance.no_key", #~ fail rds-storage-encrypted
      "mode": "managed", "type": "aws_db_instance", "name": "no_key",
      "change": {
        "actions": ["create"], "before": null,
        "after": {"storage_encrypted": true},
        "after_unknown": {"id": true, "kms_key_id": true}
      }
    },
    {
      "address": "aws_db_instance.plain", "mode": "managed", "type": "aws_db_instance", "name": "plain",
      "change": {
        "actions": ["delete", "create"], "before": {"storage_encrypted": true},
        "after": {
          "storage_encrypted": false, #~ fail rds-storage-encrypted
          "kms_key_id": null
        },
        "after_unknown": {"id": true}
      }
    },
    {
      "address": "aws_db_instance.gone", "mode": "managed", "type": "aws_db_instance", "name": "gone",
      "change": {"actions": ["delete"], "before": {"storage_encrypted": false}, "after": null, "after_unknown": {}}
    },
    {
      "address": "aws_db_instance.looked_up", "mode": "managed", "type": "aws_db_instance", "name": "looked_up",
      "change": {
        "actions": ["create"], "before": null,
        "after": {"storage_encrypted": true},
        "after_unknown": {
          "id": true,
          "kms_key_id": true #~ undecided rds-storage-encrypted
        }
      }
    },
    {
      "address": "aws_rds_cluster.shared", "mode": "managed", "type": "aws_rds_cluster", "name": "shared",
      "change": {
        "actions": ["update"],
        "before": {"id": "shared", "cluster_identifier": "shared", "kms_key_id": "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"},
        "after": {
          "id": "shared", "cluster_identifier": "shared", "storage_encrypted": true,
          "kms_key_id": "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab" #~ pass rds-storage-encrypted x1
        },
        "after_unknown": {}
      }
    },
    {
      "address": "aws_rds_cluster_instance.one", #~ pass rds-storage-encrypted x1
      "mode": "managed", "type": "aws_rds_cluster_instance", "name": "one",
      "change": {
        "actions": ["create"], "before": null,
        "after": {"cluster_identifier": "shared"},
        "after_unknown": {"id": true}
      }
    },
    {
      "address": "aws_rds_cluster.service_chose", #~ fail rds-storage-encrypted
      "mode": "managed", "type": "aws_rds_cluster", "name": "service_chose",
      "change": {
        "actions": ["no-op"],
        "before": {"id": "chosen", "storage_encrypted": true, "kms_key_id": "arn:aws:kms:eu-central-1:111122223333:key/9999abcd-12ab-34cd-56ef-1234567890ab"},
        "after": {"id": "chosen", "storage_encrypted": true, "kms_key_id": "arn:aws:kms:eu-central-1:111122223333:key/9999abcd-12ab-34cd-56ef-1234567890ab"},
        "after_unknown": {}
      }
    },
    {
      "address": "data.aws_kms_alias.open", "mode": "data", "type": "aws_kms_alias", "name": "open",
      "change": {
        "actions": ["read"], "before": null, "after": {}, "after_unknown": {"id": true, "name": true, "target_key_arn": true}
      }
    },
    {
      "address": "aws_ssm_parameter.alias", "mode": "managed", "type": "aws_ssm_parameter", "name": "alias",
      "change": {"actions": ["create"], "before": null, "after": {}, "after_unknown": {"id": true, "value": true}}
    },
    {
      "address": "module.keys[\"db.main\"].module.one.aws_kms_key.this", "module_address": "module.keys[\"db.main\"].module.one",
      "mode": "managed", "type": "aws_kms_key", "name": "this",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "enable_key_rotation": true #~ pass kms-key-rotation x1
        },
        "after_unknown": {"id": true, "arn": true, "key_id": true}
      }
    },
    {
      "address": "aws_kms_key.unset", #~ fail kms-key-rotation
      "mode": "managed", "type": "aws_kms_key", "name": "unset",
      "change": {
        "actions": ["create"], "before": null,
        "after": {"description": "no rotation", "enable_key_rotation": null},
        "after_unknown": {"id": true, "arn": true}
      }
    },
    {
      "address": "aws_kms_key.off", "mode": "managed", "type": "aws_kms_key", "name": "off",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "enable_key_rotation": false #~ fail kms-key-rotation
        },
        "after_unknown": {"id": true}
      }
    },
    {
      "address": "aws_kms_key.signing", "mode": "managed", "type": "aws_kms_key", "name": "signing",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "customer_master_key_spec": "RSA_4096",
          "enable_key_rotation": false #~ na kms-key-rotation
        },
        "after_unknown": {"id": true}
      }
    },
    {
      "address": "aws_kms_key.open", "mode": "managed", "type": "aws_kms_key", "name": "open",
      "change": {
        "actions": ["create"], "before": null, "after": {},
        "after_unknown": {
          "id": true,
          "enable_key_rotation": true #~ undecided kms-key-rotation
        }
      }
    }
  ],
  "configuration": {
    "provider_config": {"aws": {"name": "aws", "full_name": "registry.terraform.io/hashicorp/aws"}},
    "root_module": {
      "resources": [
        {
          "address": "aws_db_instance.own_key", "mode": "managed", "type": "aws_db_instance", "name": "own_key", "provider_config_key": "aws",
          "expressions": {
            "engine": {"constant_value": "postgres"}, "storage_encrypted": {"constant_value": true},
            "kms_key_id": {"references": ["module.keys[\"db.main\"].arn", "module.keys[\"db.main\"]"]}
          }
        },
        {
          "address": "aws_db_instance.aws_key", "mode": "managed", "type": "aws_db_instance", "name": "aws_key", "provider_config_key": "aws",
          "expressions": {"storage_encrypted": {"constant_value": true}, "kms_key_id": {"references": ["var.aws_key"]}}
        },
        {
          "address": "aws_db_instance.no_key", "mode": "managed", "type": "aws_db_instance", "name": "no_key", "provider_config_key": "aws",
          "expressions": {"storage_encrypted": {"constant_value": true}}
        },
        {
          "address": "aws_db_instance.plain", "mode": "managed", "type": "aws_db_instance", "name": "plain", "provider_config_key": "aws",
          "expressions": {"storage_encrypted": {"constant_value": false}}
        },
        {
          "address": "aws_db_instance.looked_up", "mode": "managed", "type": "aws_db_instance", "name": "looked_up", "provider_config_key": "aws",
          "expressions": {
            "storage_encrypted": {"constant_value": true},
            "kms_key_id": {"references": ["data.aws_kms_alias.open.target_key_arn", "data.aws_kms_alias.open"]}
          }
        },
        {
          "address": "aws_rds_cluster.shared", "mode": "managed", "type": "aws_rds_cluster", "name": "shared", "provider_config_key": "aws",
          "expressions": {
            "cluster_identifier": {"constant_value": "shared"}, "storage_encrypted": {"constant_value": true},
            "kms_key_id": {"constant_value": "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}
          }
        },
        {
          "address": "aws_rds_cluster_instance.one", "mode": "managed", "type": "aws_rds_cluster_instance", "name": "one", "provider_config_key": "aws",
          "expressions": {"cluster_identifier": {"references": ["aws_rds_cluster.shared.id", "aws_rds_cluster.shared"]}}
        },
        {
          "address": "aws_rds_cluster.service_chose", "mode": "managed", "type": "aws_rds_cluster", "name": "service_chose", "provider_config_key": "aws",
          "expressions": {}
        },
        {
          "address": "aws_ssm_parameter.alias", "mode": "managed", "type": "aws_ssm_parameter", "name": "alias", "provider_config_key": "aws",
          "expressions": {}
        },
        {
          "address": "aws_kms_key.unset", "mode": "managed", "type": "aws_kms_key", "name": "unset", "provider_config_key": "aws",
          "expressions": {"description": {"constant_value": "no rotation"}}
        },
        {
          "address": "aws_kms_key.off", "mode": "managed", "type": "aws_kms_key", "name": "off", "provider_config_key": "aws",
          "expressions": {"enable_key_rotation": {"constant_value": false}}
        },
        {
          "address": "aws_kms_key.signing", "mode": "managed", "type": "aws_kms_key", "name": "signing", "provider_config_key": "aws",
          "expressions": {"customer_master_key_spec": {"constant_value": "RSA_4096"}, "enable_key_rotation": {"constant_value": false}}
        },
        {
          "address": "aws_kms_key.open", "mode": "managed", "type": "aws_kms_key", "name": "open", "provider_config_key": "aws",
          "expressions": {"enable_key_rotation": {"references": ["aws_ssm_parameter.alias.value", "aws_ssm_parameter.alias"]}}
        },
        {
          "address": "data.aws_kms_alias.open", "mode": "data", "type": "aws_kms_alias", "name": "open", "provider_config_key": "aws",
          "expressions": {"name": {"references": ["aws_ssm_parameter.alias.value", "aws_ssm_parameter.alias"]}}
        }
      ],
      "module_calls": {
        "keys": {
          "source": "./modules/keys",
          "for_each_expression": {"constant_value": ["db.main"]},
          "module": {
            "outputs": {"arn": {"expression": {"references": ["module.one.arn", "module.one"]}}},
            "module_calls": {
              "one": {
                "source": "../key",
                "module": {
                  "outputs": {"arn": {"expression": {"references": ["aws_kms_key.this.arn", "aws_kms_key.this"]}}},
                  "resources": [
                    {
                      "address": "aws_kms_key.this", "mode": "managed", "type": "aws_kms_key", "name": "this", "provider_config_key": "aws",
                      "expressions": {"enable_key_rotation": {"constant_value": true}}
                    }
                  ]
                }
              }
            }
          }
        }
      },
      "variables": {"aws_key": {}, "spec": {}}
    }
  }
}
