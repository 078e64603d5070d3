data "aws_ami" "linux" {
  owners      = ["amazon"]
  most_recent = true

  filter {
    name   = "name"
    values = ["al2023-ami-2023.*-arm64"]
  }
}

module "role" {
  source = "../instance-role"

  name             = var.name
  managed_policies = var.managed_policies
  inline_policies  = var.inline_policies
}

resource "aws_launch_template" "this" {
  name_prefix            = "${var.name}-"
  image_id               = data.aws_ami.linux.id
  instance_type          = var.instance_type
  update_default_version = true

  iam_instance_profile {
    name = module.role.profile_name
  }

  metadata_options {
    http_tokens = "required"
  }

  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      volume_size = 30
      encrypted   = true
      kms_key_id  = var.volume_kms_key_arn
    }
  }
}

resource "aws_instance" "this" {
  count = var.instances

  subnet_id = element(var.subnet_ids, count.index)

  launch_template {
    id      = aws_launch_template.this.id
    version = "$Latest"
  }

  tags = { Name = "${var.name}-${count.index}" }
}
