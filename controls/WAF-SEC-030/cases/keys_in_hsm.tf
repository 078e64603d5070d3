# Keys for critical data, by their tags, and where they lie.

variable "class" { type = string }

resource "aws_kms_key" "no_tag" { #~ na hsm-keys
}

resource "aws_kms_key" "internal" { #~ na hsm-keys
  tags = { data-classification = "internal" }
}

resource "aws_kms_key" "software" { #~ fail hsm-keys
  tags = { data-classification = "Critical" }
}

resource "aws_kms_key" "own_hsm" {
  custom_key_store_id = aws_kms_custom_key_store.hsm.id #~ pass hsm-keys
  tags                = { "Data Classification" = "strictly confidential" }
}

resource "aws_kms_key" "open" { #~ undecided hsm-keys
  tags = { data-classification = var.class }
}

resource "aws_kms_custom_key_store" "hsm" {
  custom_key_store_name    = "hsm"
  cloud_hsm_cluster_id     = "cluster-abcdefghijk"
  key_store_password       = "from elsewhere"
  trust_anchor_certificate = "from elsewhere"
}
