variable "prefix" {
  type = string
}

variable "keys" {
  description = "Keys by the kind of data that they are for."
  type = map(object({
    description = optional(string)
    rotation    = optional(bool, true)
    spec        = optional(string, "SYMMETRIC_DEFAULT")
    usage       = optional(string, "ENCRYPT_DECRYPT")
    services    = optional(list(string), [])
  }))
}
