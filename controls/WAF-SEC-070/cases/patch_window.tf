# A window patches when it is on, its task installs, and its targets are there.

variable "operation" {
  type = string
}


resource "aws_instance" "app" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  tags = {
    Patch = "weekly"
  }
}

resource "aws_ssm_maintenance_window" "install" {
  name     = "install"
  schedule = "cron(0 3 ? * SUN *)" #~ pass patch-maintenance-window
  duration = 3
  cutoff   = 1
}

resource "aws_ssm_maintenance_window_target" "install" {
  window_id     = aws_ssm_maintenance_window.install.id
  resource_type = "INSTANCE"
  targets {
    key    = "tag:Patch"
    values = ["daily", "weekly"]
  }
}

resource "aws_ssm_maintenance_window_task" "install" {
  window_id = aws_ssm_maintenance_window.install.id
  task_type = "RUN_COMMAND"
  task_arn  = "AWS-RunPatchBaseline"
  targets {
    key    = "WindowTargetIds"
    values = [aws_ssm_maintenance_window_target.install.id]
  }
  task_invocation_parameters {
    run_command_parameters {
      parameter {
        name   = "Operation"
        values = ["Install"]
      }
      parameter {
        name   = "RebootOption"
        values = ["RebootIfNeeded"]
      }
    }
  }
}

resource "aws_ssm_maintenance_window" "scan" {
  name     = "scan"
  schedule = "rate(1 day)" #~ fail patch-maintenance-window
  duration = 3
  cutoff   = 1
}

resource "aws_ssm_maintenance_window_task" "scan" {
  window_id = aws_ssm_maintenance_window.scan.id
  task_type = "RUN_COMMAND"
  task_arn  = "AWS-RunPatchBaseline"
  targets {
    key    = "InstanceIds"
    values = [aws_instance.app.id]
  }
  task_invocation_parameters {
    run_command_parameters {
      parameter {
        name   = "Operation"
        values = ["Scan"]
      }
    }
  }
}

resource "aws_ssm_maintenance_window" "told" {
  name     = "told"
  schedule = "rate(1 day)" #~ undecided patch-maintenance-window
  duration = 3
  cutoff   = 1
}

resource "aws_ssm_maintenance_window_task" "told" {
  window_id = aws_ssm_maintenance_window.told.id
  task_type = "RUN_COMMAND"
  task_arn  = "arn:aws:ssm:eu-central-1::document/AWS-RunPatchBaseline"
  targets {
    key    = "InstanceIds"
    values = [aws_instance.app.id]
  }
  task_invocation_parameters {
    run_command_parameters {
      parameter {
        name   = "Operation"
        values = [var.operation]
      }
    }
  }
}

resource "aws_ssm_maintenance_window" "off" {
  name     = "off"
  enabled  = false #~ fail patch-maintenance-window
  schedule = "rate(1 day)"
  duration = 3
  cutoff   = 1
}

resource "aws_ssm_maintenance_window_task" "off" {
  window_id = aws_ssm_maintenance_window.off.id
  task_type = "RUN_COMMAND"
  task_arn  = "AWS-RunPatchBaseline"
  targets {
    key    = "InstanceIds"
    values = [aws_instance.app.id]
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

resource "aws_ssm_maintenance_window" "nobody" {
  name     = "nobody"
  schedule = "rate(1 day)" #~ fail patch-maintenance-window
  duration = 3
  cutoff   = 1
}

resource "aws_ssm_maintenance_window_task" "nobody" {
  window_id = aws_ssm_maintenance_window.nobody.id
  task_type = "RUN_COMMAND"
  task_arn  = "AWS-RunPatchBaseline"
  targets {
    key    = "tag:Patch"
    values = ["monthly"]
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

resource "aws_ssm_maintenance_window" "chores" {
  name     = "chores"
  schedule = "rate(1 day)" #~ na patch-maintenance-window
  duration = 3
  cutoff   = 1
}

resource "aws_ssm_maintenance_window_task" "chores" {
  window_id = aws_ssm_maintenance_window.chores.id
  task_type = "RUN_COMMAND"
  task_arn  = "AWS-RunShellScript"
  targets {
    key    = "InstanceIds"
    values = [aws_instance.app.id]
  }
}
