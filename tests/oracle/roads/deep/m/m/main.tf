variable "id" {}
variable "fixed" {
  default = "unused"
}

resource "terraform_data" "inner" {
  input            = var.id
  triggers_replace = var.fixed
}

output "value" {
  value = [terraform_data.inner.output, var.fixed]
}
