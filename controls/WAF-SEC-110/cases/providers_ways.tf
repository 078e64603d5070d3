# All ways of writing a version, and of using a provider without naming it; a module's pin counts for the root that calls it.
#--- live/main.tf
terraform {
  required_providers {
    aws    = "5.31.0" #~ pass provider-versions-exact
    random = { source = "hashicorp/random", version = "~> 3.6.0" } #~ fail provider-versions-exact
    null   = { source = "hashicorp/null" } #~ fail provider-versions-exact
    time   = { source = "hashicorp/time", version = ">= 0.9, = 0.12.1" } #~ pass provider-versions-exact
    local  = { source = "hashicorp/local", version = "v2.5.1" } #~ fail provider-versions-exact
    http   = { source = "hashicorp/http", version = ">= 3.0" }
  }
  backend "s3" {}
}

provider "tls" { #~ fail provider-versions-exact
}

data "external" "who" { #~ fail provider-versions-exact
  program = ["who"]
}

resource "terraform_data" "built_in" {
}

module "web" {
  source = "../modules/web"
}
#--- modules/web/main.tf
terraform {
  required_providers {
    http = {
      source  = "hashicorp/http"
      version = "3.4.5" #~ pass provider-versions-exact
    }
  }
}
#--- modules/alone/main.tf
terraform {
  required_providers {
    http = {
      source  = "hashicorp/http"
      version = "3.4.5"
    }
  }
}

resource "null_resource" "unsaid" {
}
#--- modules/outside/main.tf
module "vpc" {
  source  = "example/vpc/aws"
  version = "5.1.2"
}

resource "aws_s3_bucket" "logs" {
  bucket = "logs"
}
#--- live/.terraform.lock.hcl
provider "registry.terraform.io/hashicorp/aws" {
  version = "5.31.0"
  hashes  = ["h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4="]
}
provider "registry.terraform.io/hashicorp/time" {
  version = "0.12.1"
  hashes  = ["h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4="]
}
provider "registry.terraform.io/hashicorp/http" {
  version = "3.4.5"
  hashes  = ["h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4="]
}
