# Task definitions: literal tags, no tag, digests, also beside a tag; several containers, of which one is enough to fail.

locals {
  digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
}

resource "aws_ecs_task_definition" "tag" {
  family = "tag"
  container_definitions = jsonencode([
    { name = "proxy", image = "registry.example.com/proxy@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
    { name = "app", image = "registry.example.com/app:1.4.2" }, #~ fail aws.image-by-digest
  ])
}

resource "aws_ecs_task_definition" "untagged" {
  family = "untagged"
  container_definitions = jsonencode([
    { name = "app", image = "registry.example.com:5000/app" }, #~ fail aws.image-by-digest
  ])
}

resource "aws_ecs_task_definition" "both" { #~ pass aws.image-by-digest
  family = "both"
  container_definitions = jsonencode([
    { name = "app", image = "registry.example.com/app:1.4.2@${local.digest}" },
  ])
}

resource "aws_ecs_task_definition" "short" {
  family = "short"
  container_definitions = jsonencode([
    { name = "app", image = "registry.example.com/app@sha256:0123abc" }, #~ fail aws.image-by-digest
  ])
}

resource "aws_ecs_task_definition" "text" {
  family                = "text"
  container_definitions = "[{\"Name\": \"app\", \"Image\": \"registry.example.com/app:1.4.2\"}]" #~ fail aws.image-by-digest
}

resource "aws_ecs_task_definition" "sha512" { #~ pass aws.image-by-digest
  family                = "sha512"
  container_definitions = "[{\"image\": \"app@sha512:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"}]"
}

resource "aws_ecs_task_definition" "nothing" { #~ na aws.image-by-digest
  family                = "nothing"
  container_definitions = "[]"
}
