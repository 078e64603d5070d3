# A plan instead of code: blocks are lists of objects, a rule of the registry is found, and a role is followed through a module.
#--- plan.json
{
  "format_version": "1.1",
  "terraform_version": "1.5.7",
  "resource_changes": [
    {
      "address": "aws_ecr_repository.on", "mode": "managed", "type": "aws_ecr_repository", "name": "on",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "name": "shop/on",
          "image_scanning_configuration": [
            {
              "scan_on_push": true #~ pass ecr-scan-on-push
            }
          ]
        },
        "after_unknown": {"arn": true, "image_scanning_configuration": [{}]}
      }
    },
    {
      "address": "aws_ecr_repository.off", "mode": "managed", "type": "aws_ecr_repository", "name": "off",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "name": "shop/off",
          "image_scanning_configuration": [
            {
              "scan_on_push": false #~ fail ecr-scan-on-push
            }
          ]
        },
        "after_unknown": {"arn": true, "image_scanning_configuration": [{}]}
      }
    },
    {
      "address": "aws_ecr_repository.without", #~ fail ecr-scan-on-push
      "mode": "managed", "type": "aws_ecr_repository", "name": "without",
      "change": {
        "actions": ["no-op"],
        "before": {"name": "shop/without"},
        "after": {"name": "shop/without", "image_tag_mutability": "MUTABLE", "tags": null},
        "after_unknown": {}
      }
    },
    {
      "address": "aws_ecr_repository.open", "mode": "managed", "type": "aws_ecr_repository", "name": "open",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "name": "shop/open",
          "image_scanning_configuration": [{}] #~ undecided ecr-scan-on-push
        },
        "after_unknown": {"image_scanning_configuration": [{"scan_on_push": true}]}
      }
    },
    {
      "address": "aws_ecr_repository.by_rule", #~ pass ecr-scan-on-push
      "mode": "managed", "type": "aws_ecr_repository", "name": "by_rule",
      "change": {
        "actions": ["create"], "before": null, "after": {"name": "prod/api"}, "after_unknown": {"arn": true}
      }
    },
    {
      "address": "aws_ecr_registry_scanning_configuration.all", "mode": "managed", "type": "aws_ecr_registry_scanning_configuration", "name": "all",
      "change": {
        "actions": ["update"], "before": {"scan_type": "BASIC"},
        "after": {
          "scan_type": "BASIC",
          "rule": [{"scan_frequency": "SCAN_ON_PUSH", "repository_filter": [{"filter": "prod/*", "filter_type": "WILDCARD"}]}]
        },
        "after_unknown": {"rule": [{"repository_filter": [{}]}]}
      }
    },
    {
      "address": "module.role[0].aws_iam_role.this", "module_address": "module.role[0]",
      "mode": "managed", "type": "aws_iam_role", "name": "this",
      "change": {
        "actions": ["create"], "before": null,
        "after": {"assume_role_policy": "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"}}]}"},
        "after_unknown": {"id": true, "name": true, "arn": true, "name_prefix": true, "inline_policy": true, "managed_policy_arns": true}
      }
    },
    {
      "address": "module.role[0].aws_iam_role_policy_attachment.ssm", "module_address": "module.role[0]",
      "mode": "managed", "type": "aws_iam_role_policy_attachment", "name": "ssm",
      "change": {
        "actions": ["create"], "before": null,
        "after": {"policy_arn": "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"},
        "after_unknown": {"id": true, "role": true}
      }
    },
    {
      "address": "module.role[0].aws_iam_instance_profile.this", "module_address": "module.role[0]",
      "mode": "managed", "type": "aws_iam_instance_profile", "name": "this",
      "change": {
        "actions": ["create"], "before": null, "after": {}, "after_unknown": {"id": true, "name": true, "role": true}
      }
    },
    {
      "address": "aws_iam_role.bare", "mode": "managed", "type": "aws_iam_role", "name": "bare",
      "change": {
        "actions": ["create"], "before": null, "after": {"name": "bare"}, "after_unknown": {"id": true, "arn": true, "inline_policy": true}
      }
    },
    {
      "address": "aws_iam_instance_profile.bare", "mode": "managed", "type": "aws_iam_instance_profile", "name": "bare",
      "change": {
        "actions": ["create"], "before": null, "after": {"name": "bare-profile", "role": "bare"}, "after_unknown": {"id": true}
      }
    },
    {
      "address": "aws_instance.managed[\"web\"]", "mode": "managed", "type": "aws_instance", "name": "managed", "index": "web",
      "change": {
        "actions": ["create"], "before": null,
        "after": {"ami": "ami-0123456789abcdef0"},
        "after_unknown": {
          "id": true,
          "iam_instance_profile": true #~ pass ec2-ssm-managed
        }
      }
    },
    {
      "address": "aws_instance.bare", "mode": "managed", "type": "aws_instance", "name": "bare",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "iam_instance_profile": "bare-profile" #~ fail ec2-ssm-managed
        },
        "after_unknown": {"id": true}
      }
    },
    {
      "address": "aws_instance.none", #~ fail ec2-ssm-managed
      "mode": "managed", "type": "aws_instance", "name": "none",
      "change": {
        "actions": ["create"], "before": null, "after": {"ami": "ami-0123456789abcdef0"},
        "after_unknown": {"id": true, "iam_instance_profile": true}
      }
    },
    {
      "address": "aws_instance.elsewhere", "mode": "managed", "type": "aws_instance", "name": "elsewhere",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "iam_instance_profile": "made-by-another-team" #~ undecided ec2-ssm-managed
        },
        "after_unknown": {"id": true}
      }
    }
  ],
  "configuration": {
    "root_module": {
      "resources": [
        {
          "address": "aws_ecr_repository.on", "mode": "managed", "type": "aws_ecr_repository", "name": "on", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "shop/on"}, "image_scanning_configuration": [{"scan_on_push": {"constant_value": true}}]}
        },
        {
          "address": "aws_ecr_repository.off", "mode": "managed", "type": "aws_ecr_repository", "name": "off", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "shop/off"}, "image_scanning_configuration": [{"scan_on_push": {"constant_value": false}}]}
        },
        {
          "address": "aws_ecr_repository.without", "mode": "managed", "type": "aws_ecr_repository", "name": "without", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "shop/without"}}
        },
        {
          "address": "aws_ecr_repository.open", "mode": "managed", "type": "aws_ecr_repository", "name": "open", "provider_config_key": "aws",
          "expressions": {
            "name": {"constant_value": "shop/open"},
            "image_scanning_configuration": [{"scan_on_push": {"references": ["aws_instance.none.id", "aws_instance.none"]}}]
          }
        },
        {
          "address": "aws_ecr_repository.by_rule", "mode": "managed", "type": "aws_ecr_repository", "name": "by_rule", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "prod/api"}}
        },
        {
          "address": "aws_ecr_registry_scanning_configuration.all", "mode": "managed", "type": "aws_ecr_registry_scanning_configuration",
          "name": "all", "provider_config_key": "aws",
          "expressions": {
            "scan_type": {"constant_value": "BASIC"},
            "rule": [
              {
                "scan_frequency": {"constant_value": "SCAN_ON_PUSH"},
                "repository_filter": [{"filter": {"constant_value": "prod/*"}, "filter_type": {"constant_value": "WILDCARD"}}]
              }
            ]
          }
        },
        {
          "address": "aws_iam_role.bare", "mode": "managed", "type": "aws_iam_role", "name": "bare", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "bare"}}
        },
        {
          "address": "aws_iam_instance_profile.bare", "mode": "managed", "type": "aws_iam_instance_profile", "name": "bare", "provider_config_key": "aws",
          "expressions": {"name": {"constant_value": "bare-profile"}, "role": {"references": ["aws_iam_role.bare.name", "aws_iam_role.bare"]}}
        },
        {
          "address": "aws_instance.managed", "mode": "managed", "type": "aws_instance", "name": "managed", "provider_config_key": "aws",
          "expressions": {"ami": {"constant_value": "ami-0123456789abcdef0"}, "iam_instance_profile": {"references": ["each.value"]}},
          "for_each_expression": {"references": ["module.role[0].profile", "module.role[0]", "module.role"]}
        },
        {
          "address": "aws_instance.bare", "mode": "managed", "type": "aws_instance", "name": "bare", "provider_config_key": "aws",
          "expressions": {"iam_instance_profile": {"references": ["aws_iam_instance_profile.bare.name", "aws_iam_instance_profile.bare"]}}
        },
        {
          "address": "aws_instance.none", "mode": "managed", "type": "aws_instance", "name": "none", "provider_config_key": "aws",
          "expressions": {"ami": {"constant_value": "ami-0123456789abcdef0"}}
        },
        {
          "address": "aws_instance.elsewhere", "mode": "managed", "type": "aws_instance", "name": "elsewhere", "provider_config_key": "aws",
          "expressions": {"iam_instance_profile": {"constant_value": "made-by-another-team"}}
        }
      ],
      "module_calls": {
        "role": {
          "source": "./modules/role",
          "count_expression": {"constant_value": 1},
          "module": {
            "outputs": {"profile": {"expression": {"references": ["aws_iam_instance_profile.this.name", "aws_iam_instance_profile.this"]}}},
            "resources": [
              {
                "address": "aws_iam_role.this", "mode": "managed", "type": "aws_iam_role", "name": "this", "provider_config_key": "aws",
                "expressions": {"assume_role_policy": {}}
              },
              {
                "address": "aws_iam_role_policy_attachment.ssm", "mode": "managed", "type": "aws_iam_role_policy_attachment", "name": "ssm",
                "provider_config_key": "aws",
                "expressions": {
                  "policy_arn": {"constant_value": "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"},
                  "role": {"references": ["aws_iam_role.this.name", "aws_iam_role.this"]}
                }
              },
              {
                "address": "aws_iam_instance_profile.this", "mode": "managed", "type": "aws_iam_instance_profile", "name": "this",
                "provider_config_key": "aws",
                "expressions": {"role": {"references": ["aws_iam_role.this.name", "aws_iam_role.this"]}}
              }
            ]
          }
        }
      }
    }
  }
}
