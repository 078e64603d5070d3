variable "prefix" {
  type = string
}

variable "buckets" {
  type = map(object({
    encrypted   = optional(bool, true)
    kms_key_arn = optional(string, "alias/aws/s3")
    versioned   = optional(bool, true)
    disposable  = optional(bool, false)
    expire_days = optional(number)
  }))
}
