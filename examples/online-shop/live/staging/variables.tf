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
  default = {}
}

variable "load_test" {
  description = "Whether the load generator is up."
  type        = bool
  default     = false
}
