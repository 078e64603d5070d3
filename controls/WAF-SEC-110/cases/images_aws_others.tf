# App Runner, Batch in its four forms, SageMaker, and containers elsewhere.

resource "aws_apprunner_service" "tag" {
  service_name = "tag"
  source_configuration {
    image_repository {
      image_identifier      = "public.ecr.aws/shop/app:latest" #~ fail aws.image-by-digest
      image_repository_type = "ECR_PUBLIC"
    }
  }
}

resource "aws_apprunner_service" "code" { #~ na aws.image-by-digest
  service_name = "code"
  source_configuration {
    code_repository {
      repository_url = "https://git.example.com/shop/app"
      source_code_version {
        type  = "BRANCH"
        value = "main"
      }
    }
  }
}

resource "aws_batch_job_definition" "container" {
  name = "container"
  type = "container"
  container_properties = jsonencode({
    image = "shop/batch:7" #~ fail aws.image-by-digest
  })
}

resource "aws_batch_job_definition" "ecs" {
  name = "ecs"
  type = "container"
  ecs_properties = jsonencode({
    taskProperties = [{
      containers = [
        { name = "sidecar", image = "shop/sidecar@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
        { name = "work", image = "shop/work:7" }, #~ fail aws.image-by-digest
      ]
    }]
  })
}

resource "aws_batch_job_definition" "nodes" {
  name = "nodes"
  type = "multinode"
  node_properties = jsonencode({
    mainNode = 0
    numNodes = 2
    nodeRangeProperties = [
      { targetNodes = "0:", container = { image = "shop/node" } }, #~ fail aws.image-by-digest
    ]
  })
}

resource "aws_batch_job_definition" "eks" {
  name = "eks"
  type = "container"
  eks_properties {
    pod_properties {
      containers {
        name  = "work"
        image = "shop/work:7" #~ fail aws.image-by-digest
      }
    }
  }
}

resource "aws_sagemaker_model" "digest" { #~ pass aws.image-by-digest
  name               = "digest"
  execution_role_arn = "arn:aws:iam::111122223333:role/model"
  primary_container {
    image = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/model@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }
}

resource "aws_lightsail_container_service_deployment_version" "tag" {
  service_name = "tag"
  container {
    container_name = "web"
    image          = "shop/web:2" #~ fail aws.image-by-digest
  }
}
