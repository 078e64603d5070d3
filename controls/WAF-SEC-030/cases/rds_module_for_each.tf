# One module call, an instance for each entry of a map; what the entry leaves out, `optional()` fills in.

variable "databases" {
  type = map(object({
    encrypted = optional(bool, true)
    own_key   = optional(bool, false)
  }))
  default = {
    orders = { own_key = true }
    stock  = {}
    mail   = { encrypted = false, own_key = true }
  }
}

resource "aws_kms_key" "db" {
  enable_key_rotation = true #~ pass kms-key-rotation
}

module "database" {
  source   = "./database"
  for_each = var.databases

  name       = each.key
  encrypted  = each.value.encrypted
  kms_key_id = each.value.own_key ? aws_kms_key.db.arn : null
}
#--- database/main.tf
variable "name" {
  type = string
}

variable "encrypted" {
  type = bool
}

variable "kms_key_id" {
  type = string
}

resource "aws_db_instance" "this" {
  identifier        = var.name
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = var.encrypted  #~ fail rds-storage-encrypted x1
  kms_key_id        = var.kms_key_id #~ pass rds-storage-encrypted x1 #~ fail rds-storage-encrypted x1
}
