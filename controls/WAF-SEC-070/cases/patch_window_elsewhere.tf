# The machines are in other repositories; the window is for whatever carries the tag. An association does the same without a window.

resource "aws_ssm_maintenance_window" "central" {
  name     = "central"
  schedule = "cron(0 3 ? * SUN *)" #~ pass patch-maintenance-window
  duration = 3
  cutoff   = 1
}

resource "aws_ssm_maintenance_window_task" "central" {
  window_id = aws_ssm_maintenance_window.central.id
  task_type = "RUN_COMMAND"
  task_arn  = "AWS-RunPatchBaselineWithHooks"
  targets {
    key    = "tag:PatchGroup"
    values = ["shop"]
  }
  task_invocation_parameters {
    run_command_parameters {
      parameter {
        name   = "Operation"
        values = ["Install"]
      }
    }
  }
}

resource "aws_ssm_association" "install" { #~ pass patch-maintenance-window
  name                = "AWS-RunPatchBaseline"
  schedule_expression = "cron(0 3 ? * SUN *)"
  parameters = {
    Operation = "Install"
  }
  targets {
    key    = "tag:PatchGroup"
    values = ["shop"]
  }
}

resource "aws_ssm_association" "scan" {
  name                = "AWS-RunPatchBaseline"
  schedule_expression = "rate(1 day)"
  parameters = { #~ fail patch-maintenance-window
    Operation = "Scan"
  }
  targets {
    key    = "InstanceIds"
    values = ["*"]
  }
}

resource "aws_ssm_association" "once" { #~ fail patch-maintenance-window
  name = "AWS-RunPatchBaseline"
  parameters = {
    Operation = "Install"
  }
  targets {
    key    = "InstanceIds"
    values = ["*"]
  }
}

resource "aws_ssm_association" "inventory" { #~ na patch-maintenance-window
  name = "AWS-GatherSoftwareInventory"
  targets {
    key    = "InstanceIds"
    values = ["*"]
  }
}
