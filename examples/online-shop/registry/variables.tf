variable "environment" {
  type = string
}

variable "web_repositories" {
  type = map(object({
    scan_on_push = optional(bool, true)
    mutable_tags = optional(list(string), [])
  }))
}

variable "scan_payments" {
  description = "Whether Inspector watches the payment images all the time."
  type        = bool
  default     = false
}

variable "scan_tools" {
  type = bool
}
