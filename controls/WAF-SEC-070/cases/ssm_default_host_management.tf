# The account's default host management takes in every instance of its region, without a profile; another region's does not.

provider "aws" {
  region = "eu-central-1"
}

provider "aws" {
  alias  = "us"
  region = "us-east-1"
}

resource "aws_ssm_service_setting" "default_host_management" {
  setting_id    = "/ssm/managed-instance/default-ec2-instance-management-role"
  setting_value = "service-role/AWSSystemsManagerDefaultEC2InstanceManagementRole"
}

resource "aws_instance" "here" { #~ pass ec2-ssm-managed
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}

resource "aws_instance" "there" { #~ fail ec2-ssm-managed
  provider      = aws.us
  ami           = "ami-0fedcba9876543210"
  instance_type = "t3.micro"
}
