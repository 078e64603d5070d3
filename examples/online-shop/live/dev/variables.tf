variable "environment" {
  type = string
}

variable "cidr" {
  type = string
}

variable "sandbox_kms_key_id" {
  description = "Set by the pipeline of the team that owns the sandbox."
  type        = string
}

variable "rotate_sandbox_key" {
  type    = bool
  default = false
}
