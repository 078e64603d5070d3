# Ignored at three levels, by patterns of several kinds; one is tracked all the same, one is taken back.
#--- a/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.31.0"
    }
  }
  backend "s3" {}
}
#--- a/.terraform.lock.hcl
provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.31.0"
  constraints = "5.31.0"
  hashes = [
    "h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=",
    "zh:0cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d",
  ]
}
#--- b/eu/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.31.0"
    }
  }
  backend "s3" {}
}
#--- b/eu/.terraform.lock.hcl
provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.31.0"
  constraints = "5.31.0"
  hashes = [
    "h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=",
    "zh:0cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d",
  ]
}
#--- c/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.31.0"
    }
  }
  backend "s3" {}
}
#--- c/.terraform.lock.hcl
provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.31.0"
  constraints = "5.31.0"
  hashes = [
    "h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=",
    "zh:0cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d",
  ]
}
#--- d/live/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.31.0"
    }
  }
  backend "s3" {}
}
#--- d/live/.terraform.lock.hcl
provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.31.0"
  constraints = "5.31.0"
  hashes = [
    "h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=",
    "zh:0cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d",
  ]
}
#--- e/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.31.0"
    }
  }
  backend "s3" {}
}
#--- e/.terraform.lock.hcl
# written by a tool #~ pass lock-file
provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.31.0"
  constraints = "5.31.0"
  hashes = [
    "h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=",
    "zh:0cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d",
  ]
}
#--- .gitignore
# everything that Terraform leaves behind
*.tfstate
/a/.terraform* #~ fail lock-file x1
/d/**/*.lock.[gh]cl #~ fail lock-file x1
e/.terraform.*
#--- b/.gitignore
eu/ #~ fail lock-file x1
#--- .git/info/exclude
c/.terraform.lock.hcl #~ fail lock-file x1
#--- e/.gitignore
!*.hcl
#--- .git/index
c/.terraform.lock.hcl
e/.terraform.lock.hcl
