# The source is not in this estate, or is not known.

variable "source_db" {
  type = string
}

data "aws_db_instance" "legacy" {
  db_instance_identifier = "legacy"
}

resource "aws_db_instance" "by_arn" { #~ undecided rds-storage-encrypted
  instance_class      = "db.t3.small"
  replicate_source_db = "arn:aws:rds:eu-west-1:111122223333:db:orders"
}

resource "aws_db_instance" "by_variable" { #~ undecided rds-storage-encrypted
  instance_class      = "db.t3.small"
  replicate_source_db = var.source_db
}

resource "aws_db_instance" "by_lookup" { #~ undecided rds-storage-encrypted
  instance_class      = "db.t3.small"
  replicate_source_db = data.aws_db_instance.legacy.db_instance_arn
}
