# The setting named by its ARN, in a module of account settings.

module "account" {
  source = "./account"
}

resource "aws_instance" "worker" { #~ pass ec2-ssm-managed
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}
#--- account/main.tf
resource "aws_ssm_service_setting" "this" {
  setting_id    = "arn:aws:ssm:eu-central-1:111122223333:servicesetting/ssm/managed-instance/default-ec2-instance-management-role"
  setting_value = "service-role/AWSSystemsManagerDefaultEC2InstanceManagementRole"
}
