# A root as it should be, in a repository that ignores other things.
#--- live/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.31.0" #~ pass provider-versions-exact
    }
  }
  backend "s3" {}
}

module "names" {
  source = "../modules/names"
}
#--- live/.terraform.lock.hcl
# This file is maintained by `terraform init`. #~ pass lock-file
provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.31.0"
  constraints = "5.31.0"
  hashes = [
    "h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=",
    "zh:0cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d",
  ]
}
#--- modules/names/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}
#--- .gitignore
*.hcl
!.terraform.lock.hcl
.terraform/
#--- .git/index
live/main.tf
live/.terraform.lock.hcl
modules/names/main.tf
