variable "name" {
  type = string
}

variable "image_tag_mutability" {
  type    = string
  default = "IMMUTABLE"
}

variable "mutable_tags" {
  description = "Patterns of tags that may be written again in spite of it."
  type        = list(string)
  default     = []
}

variable "scan_on_push" {
  type    = bool
  default = false
}

variable "kms_key_arn" {
  type    = string
  default = null
}

variable "keep" {
  type    = number
  default = 50
}
