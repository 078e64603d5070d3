# What only apply, a lookup or an input knows: where a name ends, and what stands behind `@`.

variable "tag" {
  type = string
}

variable "digest" {
  type = string
}

variable "containers" {
  type = string
}

resource "aws_ecr_repository" "app" {
  name                 = "shop/app"
  image_tag_mutability = "IMMUTABLE" #~ pass ecr-immutable-tags
}

resource "aws_ecs_task_definition" "tag" {
  family = "tag"
  container_definitions = jsonencode([
    { name = "app", image = "${aws_ecr_repository.app.repository_url}:latest" }, #~ fail aws.image-by-digest
  ])
}

resource "aws_ecs_task_definition" "input" {
  family = "input"
  container_definitions = jsonencode([
    { name = "app", image = "${aws_ecr_repository.app.repository_url}:${var.tag}" }, #~ undecided aws.image-by-digest
  ])
}

resource "aws_ecs_task_definition" "ends_like_a_digest" {
  family = "ends"
  container_definitions = jsonencode([
    { name = "app", image = "${var.tag}abc" }, #~ undecided aws.image-by-digest
  ])
}

resource "aws_ecs_task_definition" "behind_at" { #~ pass aws.image-by-digest
  family = "behind-at"
  container_definitions = jsonencode([
    { name = "app", image = "${aws_ecr_repository.app.repository_url}@${var.digest}" },
  ])
}

resource "aws_ecs_task_definition" "one_is_enough" {
  family = "one"
  container_definitions = jsonencode([
    { name = "app", image = "${aws_ecr_repository.app.repository_url}:${var.tag}" },
    { name = "proxy", image = "nginx:1.27" }, #~ fail aws.image-by-digest
  ])
}

resource "aws_ecs_task_definition" "all_unknown" {
  family                = "all"
  container_definitions = var.containers #~ undecided aws.image-by-digest
}
