# Redshift's provider switches encryption on by default since version 6.

#--- six/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.2.0"
    }
  }
}

resource "aws_redshift_cluster" "unset" {
  cluster_identifier = "reports"
  node_type          = "ra3.large"
  kms_key_id         = "alias/shop-reports" #~ pass aws.data-store-cmk
}

#--- five/main.tf
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.60.0"
    }
  }
}

resource "aws_redshift_cluster" "unset" { #~ fail aws.data-store-cmk
  cluster_identifier = "reports"
  node_type          = "ra3.large"
  kms_key_id         = "alias/shop-reports"
}

resource "aws_redshift_cluster" "on" {
  cluster_identifier = "reports-on"
  node_type          = "ra3.large"
  encrypted          = true
  kms_key_id         = "alias/shop-reports" #~ pass aws.data-store-cmk
}
