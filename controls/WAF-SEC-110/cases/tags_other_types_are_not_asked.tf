# Public repositories have no such setting, and a lookup is not a repository of this estate.

data "aws_ecr_repository" "base" {
  name = "platform/base"
}

resource "aws_ecrpublic_repository" "cli" {
  repository_name = "shop-cli"
}
