variable "regions" {
  type    = list(string)
  default = ["eu-central-1", "eu \"west\" ${1 + 1}"]
}

module "key" {
  source   = "./modules/key"
  for_each = toset(["db", "logs"])
  name     = each.key
}

module "store" {
  source = "./modules/store"
  count  = 2
  stores = {
    orders = module.key["db"].id
    audit  = module.key["logs"].id
    plain  = null
  }
  tags = { index = count.index, all = [for k, m in module.key : k] }
}

resource "terraform_data" "choice" {
  input = length(var.regions) > 1 ? module.key["db"].id : "alias/aws/rds"
}

resource "terraform_data" "known" {
  for_each = toset(var.regions)
  input    = { region = each.value, number = 12345678901234567890.125, nothing = null, list = [each.key, true] }
}
