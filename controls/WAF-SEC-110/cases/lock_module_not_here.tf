# A module that is not on disk may need what the lock file lists, and may pin what nobody else does.
#--- main.tf
terraform {
  backend "s3" {}
}

module "vpc" {
  source  = "example/vpc/aws"
  version = "5.1.2"
}

resource "aws_s3_bucket" "logs" { #~ undecided provider-versions-exact
  bucket = "logs"
}
#--- .terraform.lock.hcl
provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.31.0"
  constraints = "5.31.0"
  hashes = [
    "h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=",
    "zh:0cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d",
  ]
}

provider "registry.terraform.io/hashicorp/null" { #~ undecided lock-file
  version = "3.2.2"
  hashes  = ["h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=", "zh:0cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d"]
}
#--- .git/index
.terraform.lock.hcl
