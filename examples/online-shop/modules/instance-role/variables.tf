variable "name" {
  type = string
}

variable "managed_policies" {
  description = "Names of policies that AWS manages."
  type        = list(string)
  default     = []
}

variable "inline_policies" {
  description = "Policy documents by name."
  type        = map(string)
  default     = {}
}
