resource "terraform_data" "source" {
  input = "x"
}

module "m" {
  source = "./m"
  value  = { id = terraform_data.source.id, fixed = "y" }
}

resource "terraform_data" "end" {
  input = module.m.value
}
