variable "value" {
  type = object({ id = string, fixed = string })
}

module "m" {
  source = "./m"
  id     = var.value.id
  fixed  = var.value.fixed
}

output "value" {
  value = module.m.value
}
