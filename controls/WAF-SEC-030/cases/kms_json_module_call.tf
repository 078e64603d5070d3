# JSON and native files make one module together; the value crosses from one to the other.

locals {
  rotation = { data = true, scratch = false }
}
#--- keys.tf.json
{
  "module": {
    "key": {
      "source": "./key",
      "for_each": "${local.rotation}",
      "rotate": "${each.value}"
    }
  }
}
#--- key/main.tf
variable "rotate" {
  type = bool
}

resource "aws_kms_key" "this" {
  enable_key_rotation = var.rotate #~ pass kms-key-rotation x1 #~ fail kms-key-rotation x1
}
