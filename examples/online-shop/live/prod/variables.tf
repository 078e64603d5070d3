variable "region" {
  type    = string
  default = "eu-central-1"
}

variable "environment" {
  type = string
}

variable "cidr" {
  type = string
}

variable "keys" {
  type = map(object({
    description = optional(string)
    rotation    = optional(bool, true)
    spec        = optional(string, "SYMMETRIC_DEFAULT")
    usage       = optional(string, "ENCRYPT_DECRYPT")
    services    = optional(list(string), [])
  }))
}

variable "worker_count" {
  type = number
}

variable "services" {
  type = map(object({
    image    = string
    replicas = optional(number, 2)
    cpu      = optional(number, 512)
    memory   = optional(number, 1024)
  }))
}

variable "backup_primary_key_arn" {
  description = "The organisation's backup key, which the security account owns."
  type        = string
}

variable "crm_snapshot" {
  description = "Last snapshot of the old CRM, kept for audits."
  type        = string
}
