# The profile stands in the launch template, by name or by ARN; the instance's own profile comes before it.

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "plain" {
  name               = "plain"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "ssm" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_instance_profile" "worker" {
  name = "worker"
  role = aws_iam_role.worker.name
}

resource "aws_iam_instance_profile" "plain" {
  name = "plain"
  role = aws_iam_role.plain.name
}

resource "aws_launch_template" "by_name" {
  name = "by-name"
  iam_instance_profile {
    name = aws_iam_instance_profile.worker.name
  }
}

resource "aws_launch_template" "by_arn" {
  name = "by-arn"
  iam_instance_profile {
    arn = aws_iam_instance_profile.worker.arn
  }
}

resource "aws_launch_template" "none" {
  name = "none"
}

resource "aws_instance" "by_id" { #~ pass ec2-ssm-managed
  ami = "ami-0123456789abcdef0"
  launch_template {
    id      = aws_launch_template.by_name.id
    version = "$Latest"
  }
}

resource "aws_instance" "by_name" { #~ pass ec2-ssm-managed
  ami = "ami-0123456789abcdef0"
  launch_template {
    name = aws_launch_template.by_arn.name
  }
}

resource "aws_instance" "no_profile" { #~ fail ec2-ssm-managed
  ami = "ami-0123456789abcdef0"
  launch_template {
    id = aws_launch_template.none.id
  }
}

resource "aws_instance" "own_profile_first" {
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.plain.name #~ fail ec2-ssm-managed
  launch_template {
    id = aws_launch_template.by_name.id
  }
}

resource "aws_spot_instance_request" "spot" { #~ pass ec2-ssm-managed
  spot_price = "0.03"
  launch_template {
    id = aws_launch_template.by_name.id
  }
}

resource "aws_spot_instance_request" "bare" { #~ fail ec2-ssm-managed
  ami        = "ami-0123456789abcdef0"
  spot_price = "0.03"
}
