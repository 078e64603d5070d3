# A module makes role and profile, another makes instances; a third caller wants no SSM.

module "managed" {
  source = "./modules/instance-role"
  name   = "managed"
}

module "unmanaged" {
  source = "./modules/instance-role"
  name   = "unmanaged"
  ssm    = false
}

module "servers" {
  source = "./modules/servers"
  servers = {
    web    = module.managed.profile_name
    batch  = module.managed.profile_name
    legacy = module.unmanaged.profile_name
    bare   = null
  }
}
#--- modules/instance-role/main.tf
variable "name" {
  type = string
}

variable "ssm" {
  type    = bool
  default = true
}

resource "aws_iam_role" "this" {
  name_prefix        = "${var.name}-"
  assume_role_policy = "{}"
}

module "policies" {
  source = "../role-policies"
  role   = aws_iam_role.this.name
  arns   = var.ssm ? ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"] : []
}

resource "aws_iam_instance_profile" "this" {
  name_prefix = "${var.name}-"
  role        = aws_iam_role.this.name
}

output "profile_name" {
  value = aws_iam_instance_profile.this.name
}
#--- modules/role-policies/main.tf
variable "role" {
  type = string
}

variable "arns" {
  type = list(string)
}

resource "aws_iam_role_policy_attachment" "this" {
  count      = length(var.arns)
  role       = var.role
  policy_arn = var.arns[count.index]
}
#--- modules/servers/main.tf
variable "servers" {
  type = map(string)
}

resource "aws_instance" "this" {
  for_each             = var.servers
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.medium"
  iam_instance_profile = each.value #~ pass ec2-ssm-managed x2 #~ fail ec2-ssm-managed x2
}
