# The launch template is looked up or named, and not in this estate.

data "aws_launch_template" "golden" {
  name = "golden-image"
}

resource "aws_instance" "by_lookup" { #~ undecided ec2-ssm-managed
  launch_template {
    id = data.aws_launch_template.golden.id
  }
}

resource "aws_instance" "by_id" { #~ undecided ec2-ssm-managed
  launch_template {
    id = "lt-0abcd1234ef567890"
  }
}
