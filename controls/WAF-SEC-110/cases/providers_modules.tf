# Modules that are made to be called: a range is right for them, so what is said of them is advice; a root is not asked.
#--- modules/pinned/main.tf
terraform {
  required_providers {
    http = {
      source  = "hashicorp/http"
      version = "3.4.5" #~ pass module-provider-versions
    }
  }
}
#--- modules/range/main.tf
terraform {
  required_providers {
    http = {
      source  = "hashicorp/http"
      version = ">= 3.0" #~ fail module-provider-versions
    }
  }
}

resource "null_resource" "unsaid" { #~ fail module-provider-versions
}
#--- modules/outside/main.tf
module "vpc" {
  source  = "example/vpc/aws"
  version = "5.1.2"
}

resource "aws_s3_bucket" "logs" { #~ undecided module-provider-versions
  bucket = "logs"
}
#--- live/main.tf
terraform {
  required_providers {
    http = {
      source  = "hashicorp/http"
      version = "3.4.5"
    }
  }
  backend "s3" {}
}

module "old" {
  source = "../modules/old"
}
#--- live/.terraform.lock.hcl
provider "registry.terraform.io/hashicorp/http" {
  version = "3.4.5"
  hashes  = ["h1:XxTcw38NBrXfGLFAlHBqVpF2MEEDOcVqBJAWi9gf4A4="]
}
#--- modules/old/main.tf
# Configures its provider itself, as modules did before they were given one by their callers.
provider "http" { #~ fail module-provider-versions
}
