variable "name" {
  type = string
}

variable "instances" {
  type    = number
  default = 1
}

variable "instance_type" {
  type    = string
  default = "t4g.medium"
}

variable "subnet_ids" {
  type = list(string)
}

variable "managed_policies" {
  type    = list(string)
  default = ["AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy"]
}

variable "inline_policies" {
  type    = map(string)
  default = {}
}

variable "volume_kms_key_arn" {
  type    = string
  default = null
}
