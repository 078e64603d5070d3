# What accounts that join the organisation get.

variable "scan_images" {
  type = bool
}

resource "aws_inspector2_organization_configuration" "both" { #~ pass inspector-enabled
  auto_enable {
    ec2 = true
    ecr = true
  }
}

resource "aws_inspector2_organization_configuration" "no_machines" {
  region = "eu-west-1"
  auto_enable {
    ec2 = false #~ fail inspector-enabled
    ecr = true
  }
}

resource "aws_inspector2_organization_configuration" "no_images" {
  region = "eu-west-2"
  auto_enable {
    ec2 = true
    ecr = false #~ fail inspector-enabled
  }
}

resource "aws_inspector2_organization_configuration" "images_as_told" {
  region = "eu-west-3"
  auto_enable {
    ec2 = true
    ecr = var.scan_images #~ undecided inspector-enabled
  }
}
