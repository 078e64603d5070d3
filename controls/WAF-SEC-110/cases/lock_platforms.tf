# The settings name the platforms on which Terraform runs: there have to be hashes for each of them.
#--- .wafpp.yml
platforms: [linux_amd64, darwin_arm64]
#--- one/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.31.0"
    }
  }
  backend "s3" {}
}
#--- one/.terraform.lock.hcl
provider "registry.terraform.io/hashicorp/aws" { #~ fail lock-file
  version = "5.31.0"
  hashes  = ["h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=", "zh:0cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d"]
}
#--- two/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.31.0"
    }
  }
  backend "s3" {}
}
#--- two/.terraform.lock.hcl
# written by a tool #~ pass lock-file
provider "registry.terraform.io/hashicorp/aws" {
  version = "5.31.0"
  hashes = [
    "h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=",
    "h1:ZzTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=",
    "zh:0cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d",
    "zh:1cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d",
  ]
}
#--- .git/index
one/.terraform.lock.hcl
two/.terraform.lock.hcl
