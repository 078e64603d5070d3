# The same setting with `$None` switches it off; another setting has nothing to do with it.

resource "aws_ssm_service_setting" "default_host_management" {
  setting_id    = "arn:aws:ssm:eu-central-1:111122223333:servicesetting/ssm/managed-instance/default-ec2-instance-management-role"
  setting_value = "$None"
}

resource "aws_ssm_service_setting" "throughput" {
  setting_id    = "/ssm/parameter-store/high-throughput-enabled"
  setting_value = "true"
}

resource "aws_instance" "worker" { #~ fail ec2-ssm-managed
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}
