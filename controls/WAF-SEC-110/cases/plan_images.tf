# Images in a plan: texts that are known, and one that apply decides.
#--- plan.json
{
  "format_version": "1.2",
  "terraform_version": "1.11.4",
  "planned_values": {"root_module": {}},
  "resource_changes": [
    {
      "address": "aws_ecs_task_definition.tag", "mode": "managed", "type": "aws_ecs_task_definition", "name": "tag",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "container_definitions": "[{\"name\":\"app\",\"image\":\"shop/app:1\"}]" #~ fail aws.image-by-digest
        },
        "after_unknown": {"arn": true}
      }
    },
    {
      "address": "aws_ecs_task_definition.digest", "mode": "managed", "type": "aws_ecs_task_definition", "name": "digest", #~ pass aws.image-by-digest
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "container_definitions": "[{\"name\":\"app\",\"image\":\"shop/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"}]"
        },
        "after_unknown": {"arn": true}
      }
    },
    {
      "address": "aws_lambda_function.later", "mode": "managed", "type": "aws_lambda_function", "name": "later",
      "change": {
        "actions": ["create"], "before": null,
        "after": {"package_type": "Image"},
        "after_unknown": {
          "image_uri": true #~ undecided aws.image-by-digest
        }
      }
    },
    {
      "address": "aws_lambda_function.archive", "mode": "managed", "type": "aws_lambda_function", "name": "archive", #~ na aws.image-by-digest
      "change": {
        "actions": ["create"], "before": null,
        "after": {"package_type": "Zip", "image_uri": null, "filename": "app.zip"},
        "after_unknown": {"arn": true}
      }
    },
    {
      "address": "google_artifact_registry_repository.images", "mode": "managed", "type": "google_artifact_registry_repository", "name": "images",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "format": "DOCKER", "mode": "STANDARD_REPOSITORY",
          "docker_config": [{
            "immutable_tags": true #~ pass registry-immutable-tags
          }]
        },
        "after_unknown": {}
      }
    },
    {
      "address": "google_container_cluster.main", "mode": "managed", "type": "google_container_cluster", "name": "main",
      "change": {
        "actions": ["create"], "before": null,
        "after": {
          "binary_authorization": [{
            "evaluation_mode": "DISABLED" #~ fail binary-authorization
          }]
        },
        "after_unknown": {}
      }
    }
  ]
}
