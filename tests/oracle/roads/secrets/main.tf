variable "password" {
  type      = string
  sensitive = true
  default   = "not a real one"
}

resource "terraform_data" "holder" {
  input = { user = "admin", password = var.password, length = length(var.password) }
}

resource "terraform_data" "reader" {
  input = "${terraform_data.holder.id}:${var.password}"
}
