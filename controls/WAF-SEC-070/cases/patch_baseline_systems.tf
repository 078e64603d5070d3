# One baseline for each operating system in use: the default, or that of the instance's patch group.

resource "aws_ssm_patch_baseline" "amazon" {
  name             = "amazon"
  operating_system = "AMAZON_LINUX_2023"
  approval_rule { #~ pass patch-baseline
    approve_after_days = 3
    patch_filter {
      key    = "CLASSIFICATION"
      values = ["Security"]
    }
  }
}

resource "aws_ssm_default_patch_baseline" "amazon" {
  baseline_id      = aws_ssm_patch_baseline.amazon.id
  operating_system = "AMAZON_LINUX_2023"
}

resource "aws_ssm_patch_baseline" "windows" {
  name = "windows"
  approval_rule { #~ pass patch-baseline
    approve_after_days = 3
    patch_filter {
      key    = "CLASSIFICATION"
      values = ["SecurityUpdates"]
    }
  }
}

resource "aws_ssm_patch_group" "shop" {
  baseline_id = aws_ssm_patch_baseline.windows.id
  patch_group = "shop"
}

data "aws_ssm_parameter" "amazon" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
}

data "aws_ami" "windows" {
  owners      = ["amazon"]
  most_recent = true
  filter {
    name   = "name"
    values = ["Windows_Server-2022-English-Full-Base-*"]
  }
}

data "aws_ami" "ubuntu" {
  owners     = ["099720109477"]
  name_regex = "^ubuntu/images/hvm-ssd/ubuntu-.*"
}

data "aws_ami" "ours" {
  owners = ["self"]
  filter {
    name   = "name"
    values = ["golden-*"]
  }
}

resource "aws_instance" "amazon" { #~ pass patch-baseline
  ami           = data.aws_ssm_parameter.amazon.value
  instance_type = "t3.micro"
}

resource "aws_instance" "amazon_by_reference" { #~ pass patch-baseline
  ami           = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
  instance_type = "t4g.micro"
}

resource "aws_instance" "windows_in_group" { #~ pass patch-baseline
  ami           = data.aws_ami.windows.id
  instance_type = "t3.large"
  tags = {
    PatchGroup = "shop"
  }
}

resource "aws_instance" "windows_outside" {
  ami           = data.aws_ami.windows.id #~ fail patch-baseline
  instance_type = "t3.large"
}

resource "aws_instance" "ubuntu" {
  ami           = data.aws_ami.ubuntu.id #~ fail patch-baseline
  instance_type = "t3.micro"
}

resource "aws_instance" "ours" { #~ undecided patch-baseline
  ami           = data.aws_ami.ours.id
  instance_type = "t3.micro"
}

resource "aws_instance" "by_number" { #~ undecided patch-baseline
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}

resource "aws_launch_template" "bottlerocket" { #~ na patch-baseline
  image_id = "resolve:ssm:/aws/service/bottlerocket/aws-k8s-1.30/x86_64/latest/image_id"
}

resource "aws_launch_template" "amazon" { #~ pass patch-baseline
  image_id = data.aws_ssm_parameter.amazon.insecure_value
}

resource "aws_instance" "from_template" { #~ pass patch-baseline
  launch_template {
    id = aws_launch_template.amazon.id
  }
}
