# No lock file; a root without providers; a module that others call.
#--- live/main.tf
terraform { #~ fail lock-file
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "= 5.31.0" #~ fail provider-versions-exact
    }
  }
  backend "s3" {}
}
#--- empty/main.tf
terraform { #~ na lock-file
  backend "s3" {}
}
#--- modules/bucket/main.tf
terraform { #~ na lock-file
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}
#--- .git/index
live/main.tf
