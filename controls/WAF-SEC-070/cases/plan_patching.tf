# A plan instead of code: a task is found by its references, computed arguments that the code leaves out count as the service's defaults.
#--- plan.json
{
  "format_version": "1.2",
  "terraform_version": "1.11.4",
  "resource_changes": [
    {
      "address": "aws_inspector2_enabler.both", "mode": "managed", "type": "aws_inspector2_enabler", "name": "both",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "account_ids": ["111122223333"],
          "resource_types": ["EC2", "ECR"] #~ pass inspector-enabled
        },
        "after_unknown": {"id": true}
      }
    },
    {
      "address": "aws_inspector2_filter.quiet", "mode": "managed", "type": "aws_inspector2_filter", "name": "quiet",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "name": "quiet", "action": "SUPPRESS",
          "filter_criteria": [{"resource_type": [{"comparison": "EQUALS", "value": "AWS_EC2_INSTANCE"}], "severity": []}] #~ fail inspector-suppression
        },
        "after_unknown": {"arn": true}
      }
    },
    {
      "address": "aws_ssm_maintenance_window.w", "mode": "managed", "type": "aws_ssm_maintenance_window", "name": "w",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "name": "w", "enabled": true, "duration": 3, "cutoff": 1,
          "schedule": "rate(7 days)" #~ pass patch-maintenance-window
        },
        "after_unknown": {"id": true}
      }
    },
    {
      "address": "aws_ssm_maintenance_window_task.t", "mode": "managed", "type": "aws_ssm_maintenance_window_task", "name": "t",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "task_type": "RUN_COMMAND", "task_arn": "AWS-RunPatchBaseline",
          "targets": [{"key": "tag:Patch", "values": ["weekly"]}],
          "task_invocation_parameters": [{"run_command_parameters": [{"parameter": [{"name": "Operation", "values": ["Install"]}]}]}]
        },
        "after_unknown": {"id": true, "window_id": true}
      }
    },
    {
      "address": "azurerm_linux_virtual_machine.m", #~ fail azurerm.vm-patching
      "mode": "managed", "type": "azurerm_linux_virtual_machine", "name": "m",
      "change": {
        "actions": ["create"], "before": null,
        "after": {"name": "m", "size": "Standard_B2s"},
        "after_unknown": {"id": true, "patch_mode": true}
      }
    },
    {
      "address": "azurerm_linux_virtual_machine.p", "mode": "managed", "type": "azurerm_linux_virtual_machine", "name": "p",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "name": "p", "size": "Standard_B2s",
          "patch_mode": "AutomaticByPlatform" #~ pass azurerm.vm-patching
        },
        "after_unknown": {"id": true}
      }
    },
    {
      "address": "aws_security_group.open", "mode": "managed", "type": "aws_security_group", "name": "open",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "name": "open",
          "ingress": [{"from_port": 22, "to_port": 22, "protocol": "tcp", "cidr_blocks": ["0.0.0.0/0"], "ipv6_cidr_blocks": [], "self": false}] #~ fail no-ssh-ingress
        },
        "after_unknown": {"id": true}
      }
    }
  ],
  "configuration": {
    "root_module": {
      "resources": [
        {"address": "aws_inspector2_enabler.both", "mode": "managed", "type": "aws_inspector2_enabler", "name": "both", "expressions": {"account_ids": {}, "resource_types": {}}},
        {"address": "aws_inspector2_filter.quiet", "mode": "managed", "type": "aws_inspector2_filter", "name": "quiet", "expressions": {"name": {}, "action": {}, "filter_criteria": [{"resource_type": [{"comparison": {}, "value": {}}]}]}},
        {"address": "aws_ssm_maintenance_window.w", "mode": "managed", "type": "aws_ssm_maintenance_window", "name": "w", "expressions": {"name": {}, "schedule": {}, "duration": {}, "cutoff": {}}},
        {"address": "aws_ssm_maintenance_window_task.t", "mode": "managed", "type": "aws_ssm_maintenance_window_task", "name": "t", "expressions": {"task_type": {}, "task_arn": {}, "window_id": {"references": ["aws_ssm_maintenance_window.w.id", "aws_ssm_maintenance_window.w"]}, "targets": [{"key": {}, "values": {}}], "task_invocation_parameters": [{"run_command_parameters": [{"parameter": [{"name": {}, "values": {}}]}]}]}},
        {"address": "azurerm_linux_virtual_machine.m", "mode": "managed", "type": "azurerm_linux_virtual_machine", "name": "m", "expressions": {"name": {}, "size": {}}},
        {"address": "azurerm_linux_virtual_machine.p", "mode": "managed", "type": "azurerm_linux_virtual_machine", "name": "p", "expressions": {"name": {}, "size": {}, "patch_mode": {}}},
        {"address": "aws_security_group.open", "mode": "managed", "type": "aws_security_group", "name": "open", "expressions": {"name": {}, "ingress": {}}}
      ]
    }
  }
}
