# for_each over an expression: a flattened list of teams and services, one team with an exception.

locals {
  teams = {
    shop  = { services = ["orders", "stock"], mutable = [] }
    tools = { services = ["linter", "scratch"], mutable = ["scratch"] }
  }

  repositories = merge([
    for team, settings in local.teams : {
      for service in settings.services : "${team}/${service}" => contains(settings.mutable, service)
    }
  ]...)
}

resource "aws_ecr_repository" "this" {
  for_each             = local.repositories
  name                 = each.key
  image_tag_mutability = each.value ? "MUTABLE" : "IMMUTABLE" #~ pass ecr-immutable-tags x3 #~ fail ecr-immutable-tags x1
}
