# Two databases that name each other as source: there is no first one, so there is no verdict to inherit.

resource "aws_db_instance" "hen" { #~ undecided rds-storage-encrypted
  identifier          = "hen"
  instance_class      = "db.t3.small"
  replicate_source_db = "egg"
}

resource "aws_db_instance" "egg" { #~ undecided rds-storage-encrypted
  identifier          = "egg"
  instance_class      = "db.t3.small"
  replicate_source_db = "hen"
}
