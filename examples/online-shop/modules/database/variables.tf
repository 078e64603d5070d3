variable "name" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "security_group_ids" {
  type = list(string)
}

variable "engine_version" {
  type    = string
  default = "16.4"
}

variable "instance_class" {
  type    = string
  default = "db.t4g.medium"
}

variable "allocated_storage" {
  type    = number
  default = 50
}

variable "storage_encrypted" {
  type    = bool
  default = true
}

variable "kms_key_id" {
  description = "Key of the storage."
  type        = string
  default     = "alias/aws/rds"
}

variable "multi_az" {
  type    = bool
  default = false
}

variable "backup_days" {
  type    = number
  default = 7
}

variable "replicas" {
  type    = number
  default = 0
}

variable "parameters" {
  type    = map(string)
  default = {}
}
