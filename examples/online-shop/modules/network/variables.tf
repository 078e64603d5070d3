variable "name" {
  type = string
}

variable "cidr" {
  type    = string
  default = "10.0.0.0/16"

  validation {
    condition     = can(cidrnetmask(var.cidr))
    error_message = "The network needs an IPv4 range in CIDR notation."
  }
}

variable "zone_count" {
  type    = number
  default = 2
}

variable "nat_gateways" {
  description = "How many; at most one per zone."
  type        = number
  default     = 1
}
