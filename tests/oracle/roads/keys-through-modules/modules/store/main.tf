variable "stores" {
  type = map(string)
}

variable "tags" {
  type = any
}

resource "terraform_data" "this" {
  for_each         = var.stores
  input            = each.value
  triggers_replace = [var.tags, each.key]
}
