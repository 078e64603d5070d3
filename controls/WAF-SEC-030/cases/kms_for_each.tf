# One block, a key for each entry: the entries differ, and so do the verdicts.

locals {
  keys = {
    database = { rotation = true }
    objects  = { rotation = true }
    logs     = { rotation = false }
    mail     = {}
  }
}

resource "aws_kms_key" "this" {
  for_each            = local.keys
  description         = each.key
  enable_key_rotation = try(each.value.rotation, false) #~ pass kms-key-rotation x2 #~ fail kms-key-rotation x2
}
