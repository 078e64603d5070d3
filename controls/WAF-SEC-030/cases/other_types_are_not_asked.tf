# Aliases and lookups are no keys, and what is no data store has nothing to encrypt. Nothing here is a subject.

data "aws_kms_key" "rds" {
  key_id = "alias/aws/rds"
}

resource "aws_kms_alias" "db" {
  name          = "alias/shop-db"
  target_key_id = "2f3c1f4e-5d0c-4c53-9d5e-0b6a2b1c9f10"
}

resource "aws_iam_role" "app" {
  name               = "app"
  assume_role_policy = "{}"
}

resource "azurerm_resource_group" "shop" {
  name     = "shop"
  location = "westeurope"
}

resource "google_project_service" "sql" {
  service = "sqladmin.googleapis.com"
}
