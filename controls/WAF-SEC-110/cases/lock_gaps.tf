# What a lock file can lack: a provider that only a resource needs, hashes of one kind, a version that fits; and what it can have too much.
#--- needs/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.31.0" #~ pass provider-versions-exact
    }
  }
  backend "s3" {}
}

resource "random_id" "name" { #~ fail provider-versions-exact
  byte_length = 4
}
#--- needs/.terraform.lock.hcl
# written by a tool #~ fail lock-file
provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.31.0"
  constraints = "5.31.0"
  hashes = [
    "h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=",
    "zh:0cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d",
  ]
}
#--- old/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.32.0"
    }
  }
  backend "s3" {}
}
#--- old/.terraform.lock.hcl
provider "registry.terraform.io/hashicorp/aws" { #~ fail lock-file #~ fail provider-versions-exact
  version = "5.31.0"
  hashes  = ["h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=", "zh:0cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d"]
}
#--- half/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.31.0" #~ pass provider-versions-exact
    }
  }
  backend "s3" {}
}
#--- half/.terraform.lock.hcl
provider "registry.opentofu.org/hashicorp/aws" { #~ fail lock-file
  version = "5.31.0"
  hashes  = ["h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4="]
}
#--- none/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.31.0"
    }
  }
  backend "s3" {}
}
#--- none/.terraform.lock.hcl
provider "registry.terraform.io/hashicorp/aws" { #~ fail lock-file #~ fail provider-versions-exact
  version = "5.31.0"
}
#--- more/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.31.0" #~ pass provider-versions-exact
    }
  }
  backend "s3" {}
}
#--- more/.terraform.lock.hcl
provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.31.0"
  constraints = "5.31.0"
  hashes = [
    "h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=",
    "zh:0cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d",
  ]
}

provider "registry.terraform.io/hashicorp/null" { #~ fail lock-file
  version = "3.2.2"
  hashes  = ["h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4=", "zh:0cdb9c2083bf0902442384f7309367791e4640581652dda456f2d6d7abf0de8d"]
}
#--- .git/index
needs/.terraform.lock.hcl
old/.terraform.lock.hcl
half/.terraform.lock.hcl
none/.terraform.lock.hcl
more/.terraform.lock.hcl
