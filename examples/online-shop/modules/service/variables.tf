variable "environment" {
  type = string
}

variable "name" {
  type = string
}

variable "cluster_arn" {
  type = string
}

variable "image" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "cpu" {
  type    = number
  default = 256
}

variable "memory" {
  type    = number
  default = 512
}

variable "replicas" {
  type    = number
  default = 1
}

variable "ports" {
  type    = list(number)
  default = [8080]
}

variable "variables" {
  type    = map(string)
  default = {}
}

variable "log_kms_key_arn" {
  type    = string
  default = null
}
