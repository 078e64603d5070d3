# Attributes that are a digest, or a name with one behind it; and one that is not.

data "aws_ecr_image" "app" {
  repository_name = "shop/app"
  image_tag       = "1.4.2"
}

data "aws_ecr_repository" "app" {
  name = "shop/app"
}

resource "docker_image" "worker" {
  name = "registry.example.com/worker"
}

resource "docker_registry_image" "worker" {
  name = docker_image.worker.name
}

locals {
  image = data.aws_ecr_image.app.image_uri
}

module "service" {
  source = "./service"
  image  = local.image
}

resource "aws_lambda_function" "joined" { #~ pass aws.image-by-digest
  function_name = "joined"
  role          = "arn:aws:iam::111122223333:role/app"
  package_type  = "Image"
  image_uri     = join("@", [data.aws_ecr_repository.app.repository_url, data.aws_ecr_image.app.image_digest])
}

resource "aws_lambda_function" "pushed" { #~ pass aws.image-by-digest
  function_name = "pushed"
  role          = "arn:aws:iam::111122223333:role/app"
  package_type  = "Image"
  image_uri     = format("%s@%s", docker_image.worker.name, docker_registry_image.worker.sha256_digest)
}

resource "aws_lambda_function" "repo_digest" { #~ pass aws.image-by-digest
  function_name = "repo-digest"
  role          = "arn:aws:iam::111122223333:role/app"
  package_type  = "Image"
  image_uri     = docker_image.worker.repo_digest
}

resource "aws_lambda_function" "by_tags" {
  function_name = "by-tags"
  role          = "arn:aws:iam::111122223333:role/app"
  package_type  = "Image"
  image_uri     = "${data.aws_ecr_repository.app.repository_url}:${data.aws_ecr_image.app.image_tags[0]}" #~ undecided aws.image-by-digest
}

resource "aws_lambda_function" "archive" { #~ na aws.image-by-digest
  function_name = "archive"
  role          = "arn:aws:iam::111122223333:role/app"
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "app.zip"
}
#--- service/main.tf
variable "image" {
  type = string
}

resource "aws_ecs_task_definition" "this" { #~ pass aws.image-by-digest
  family                = "service"
  container_definitions = jsonencode([{ name = "app", image = var.image }])
}
