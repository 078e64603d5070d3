resource "terraform_data" "base" {
  count = 3
  input = count.index
}

resource "terraform_data" "over_keys" {
  for_each = { for i in range(3) : "k${i}" => terraform_data.base[i].id }
  input    = each.value
}

resource "terraform_data" "over_resource" {
  for_each = terraform_data.over_keys
  input    = each.value.id
}

resource "terraform_data" "splat" {
  input            = terraform_data.base[*].id
  triggers_replace = terraform_data.over_keys["k1"].id
}

resource "terraform_data" "none" {
  count = 0
  input = "never"
}

check "named" {
  assert {
    condition     = terraform_data.base[0].id != ""
    error_message = "no id"
  }
}
