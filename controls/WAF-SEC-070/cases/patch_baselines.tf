# A baseline has to let new patches through, in time for the deadline of critical vulnerabilities.

variable "days" {
  type = number
}

resource "aws_ssm_patch_baseline" "weekly" {
  name             = "weekly"
  operating_system = "AMAZON_LINUX_2023"
  approval_rule { #~ pass patch-baseline
    approve_after_days = 7
    patch_filter {
      key    = "CLASSIFICATION"
      values = ["Security"]
    }
  }
}

resource "aws_ssm_patch_baseline" "at_once" {
  name             = "at-once"
  operating_system = "UBUNTU"
  approval_rule { #~ pass patch-baseline
    patch_filter {
      key    = "PRIORITY"
      values = ["Required", "Important"]
    }
  }
}

resource "aws_ssm_patch_baseline" "next_quarter" {
  name = "next-quarter"
  approval_rule { #~ fail patch-baseline
    approve_after_days = 90
    patch_filter {
      key    = "MSRC_SEVERITY"
      values = ["Critical"]
    }
  }
}

resource "aws_ssm_patch_baseline" "frozen" {
  name = "frozen"
  approval_rule { #~ fail patch-baseline
    approve_until_date = "2024-01-31"
    patch_filter {
      key    = "CLASSIFICATION"
      values = ["SecurityUpdates"]
    }
  }
}

resource "aws_ssm_patch_baseline" "fixed_list" { #~ fail patch-baseline
  name             = "fixed-list"
  approved_patches = ["KB5034441"]
}

resource "aws_ssm_patch_baseline" "told" {
  name = "told"
  approval_rule { #~ undecided patch-baseline
    approve_after_days = var.days
    patch_filter {
      key    = "CLASSIFICATION"
      values = ["SecurityUpdates"]
    }
  }
}
