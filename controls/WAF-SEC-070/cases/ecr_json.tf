# JSON syntax: a block as an object, as a list of one, and a dynamic one.

#--- registry.tf.json
{
  "resource": {
    "aws_ecr_repository": {
      "object": {
        "name": "shop/object",
        "image_scanning_configuration": {
          "scan_on_push": true #~ pass ecr-scan-on-push
        }
      },
      "list": {
        "name": "shop/list",
        "image_scanning_configuration": [
          {
            "scan_on_push": false #~ fail ecr-scan-on-push
          }
        ]
      },
      "dynamic": {
        "name": "shop/dynamic",
        "dynamic": {
          "image_scanning_configuration": {
            "for_each": [true],
            "content": {
              "scan_on_push": "${image_scanning_configuration.value}" #~ pass ecr-scan-on-push
            }
          }
        }
      }
    }
  }
}
