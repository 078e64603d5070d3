# Registries, git, archives, OCI: what always gives the same code, and what may be another one tomorrow. Modules of the repository itself are
# not asked; what they call is.
#--- main.tf
module "local" {
  source = "./modules/local"
}

module "registry_exact" {
  source  = "example/vpc/aws" #~ pass module-sources-pinned
  version = "5.1.2"
}

module "registry_range" {
  source  = "example/vpc/aws//modules/endpoints"
  version = "~> 5.1" #~ fail module-sources-pinned
}

module "registry_unsaid" {
  source = "registry.example.com/team/vpc/aws" #~ fail module-sources-pinned
}

module "git_commit" {
  source = "git::https://git.example.com/modules.git?ref=0123456789abcdef0123456789abcdef01234567" #~ pass module-sources-pinned
}

module "git_tag" {
  source = "git@git.example.com:team/modules.git//vpc?depth=1&ref=vpc-v1.4.0" #~ pass module-sources-pinned
}

module "git_branch" {
  source = "git::ssh://git@git.example.com/team/modules.git?ref=main" #~ fail module-sources-pinned
}

module "git_feature" {
  source = "git::https://git.example.com/modules.git?ref=feature%2F2.0" #~ fail module-sources-pinned
}

module "git_unsaid" {
  source = "github.com/example/modules" #~ fail module-sources-pinned
}

module "git_unclear" {
  source = "github.com/example/modules?ref=platform" #~ undecided module-sources-pinned
}

module "archive" {
  source = "https://files.example.com/vpc.zip" #~ fail module-sources-pinned
}

module "archive_checksum" {
  source = "https://files.example.com/vpc.zip?checksum=sha256:0123456789abcdef" #~ pass module-sources-pinned
}

module "bucket" {
  source = "s3::https://s3.eu-central-1.amazonaws.com/modules/vpc.zip" #~ fail module-sources-pinned
}

module "image_tag" {
  source = "oci://registry.example.com/modules/vpc?tag=1.4.0" #~ pass module-sources-pinned
}

module "image_unsaid" {
  source = "oci://registry.example.com/modules/vpc" #~ fail module-sources-pinned
}
#--- modules/local/main.tf
module "inner" {
  source = "github.com/example/modules?ref=HEAD" #~ fail module-sources-pinned
}
