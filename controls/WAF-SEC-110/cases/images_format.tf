# Names of images that `format` makes: what is known of them stays known.
variable "tag" { type = string }
variable "image" { type = string }
variable "digest" { type = string }

data "aws_caller_identity" "current" {}

resource "docker_registry_image" "web" {
  name = "web"
}

resource "aws_lambda_function" "digest" { #~ pass aws.image-by-digest
  function_name = "digest"
  role          = "arn:aws:iam::111122223333:role/f"
  package_type  = "Image"
  image_uri     = format("%s.dkr.ecr.%s.amazonaws.com/web@%s", data.aws_caller_identity.current.account_id, "eu-central-1", docker_registry_image.web.id)
}

resource "aws_lambda_function" "both" { #~ pass aws.image-by-digest
  function_name = "both"
  role          = "arn:aws:iam::111122223333:role/f"
  package_type  = "Image"
  image_uri     = format("%v@%v", docker_registry_image.web.name, docker_registry_image.web.id)
}

resource "aws_lambda_function" "latest" {
  function_name = "latest"
  role          = "arn:aws:iam::111122223333:role/f"
  package_type  = "Image"
  image_uri     = format("%s.dkr.ecr.eu-central-1.amazonaws.com/web:%s", data.aws_caller_identity.current.account_id, "latest") #~ fail aws.image-by-digest
}

resource "aws_lambda_function" "tag" {
  function_name = "tag"
  role          = "arn:aws:iam::111122223333:role/f"
  package_type  = "Image"
  image_uri     = format("%s:%s", docker_registry_image.web.name, var.tag) #~ undecided aws.image-by-digest
}

# By its index, and with a percent sign before the end.
resource "aws_lambda_function" "index" {
  function_name = "index"
  role          = "arn:aws:iam::111122223333:role/f"
  package_type  = "Image"
  image_uri     = format("%[2]s:%[1]s", "1.4", var.image) #~ fail aws.image-by-digest
}

resource "aws_ecr_repository" "web" {
  name = "web"
}

# What stands behind `@` is a digest, whoever gives it.
resource "aws_lambda_function" "given" { #~ pass aws.image-by-digest
  function_name = "given"
  role          = "arn:aws:iam::111122223333:role/f"
  package_type  = "Image"
  image_uri     = format("%s@%s", aws_ecr_repository.web.repository_url, var.digest)
}
