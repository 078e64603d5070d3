# Databases, caches and warehouses: encrypted, and with whose key.

variable "key" { type = string }

resource "aws_kms_key" "data" {
  enable_key_rotation = true
}

resource "aws_docdb_cluster" "good" {
  cluster_identifier = "docs"
  storage_encrypted  = true
  kms_key_id         = aws_kms_key.data.arn #~ pass aws.data-store-cmk
}

resource "aws_docdb_cluster" "plain" { #~ fail aws.data-store-cmk
  cluster_identifier = "docs-plain"
  kms_key_id         = aws_kms_key.data.arn
}

resource "aws_docdb_cluster_instance" "good" { #~ pass aws.data-store-cmk
  cluster_identifier = aws_docdb_cluster.good.id
  instance_class     = "db.r5.large"
}

resource "aws_docdb_cluster_instance" "elsewhere" { #~ undecided aws.data-store-cmk
  cluster_identifier = "docs-of-somebody"
  instance_class     = "db.r5.large"
}

resource "aws_neptune_cluster" "aws_key" { #~ fail aws.data-store-cmk
  storage_encrypted = true
}

resource "aws_dynamodb_table" "good" {
  name     = "carts"
  hash_key = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data.arn #~ pass aws.data-store-cmk
  }
}

# What the block does not switch on, no key helps.
resource "aws_dynamodb_table" "off" {
  name     = "carts-off"
  hash_key = "id"

  server_side_encryption {
    enabled     = false #~ fail aws.data-store-cmk
    kms_key_arn = aws_kms_key.data.arn
  }

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "unset" { #~ fail aws.data-store-cmk
  name     = "carts-unset"
  hash_key = "id"

  attribute {
    name = "id"
    type = "S"
  }
}

# Each replica has a key of its own.
resource "aws_dynamodb_table" "replica_without" {
  name             = "carts-replicated"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.data.arn
  }

  replica {
    region_name = "eu-west-1"
    kms_key_arn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  }

  replica { #~ fail aws.data-store-cmk
    region_name = "eu-west-3"
  }
}

resource "aws_keyspaces_table" "good" {
  keyspace_name = "shop"
  table_name    = "orders"

  encryption_specification {
    type               = "CUSTOMER_MANAGED_KMS_KEY"
    kms_key_identifier = aws_kms_key.data.arn #~ pass aws.data-store-cmk
  }

  schema_definition {
    column {
      name = "id"
      type = "ascii"
    }

    partition_key {
      name = "id"
    }
  }
}

resource "aws_keyspaces_table" "aws_owned" {
  keyspace_name = "shop"
  table_name    = "stock"

  encryption_specification {
    type = "AWS_OWNED_KMS_KEY" #~ fail aws.data-store-cmk
  }

  schema_definition {
    column {
      name = "id"
      type = "ascii"
    }

    partition_key {
      name = "id"
    }
  }
}

resource "aws_elasticache_replication_group" "redis" { #~ fail aws.data-store-cmk
  replication_group_id = "sessions"
  description          = "sessions"
}

# Valkey is encrypted without being told to be.
resource "aws_elasticache_replication_group" "valkey" {
  replication_group_id = "sessions-valkey"
  description          = "sessions"
  engine               = "valkey"
  kms_key_id           = aws_kms_key.data.arn #~ pass aws.data-store-cmk
}

resource "aws_elasticache_replication_group" "open" {
  replication_group_id       = "sessions-open"
  description                = "sessions"
  at_rest_encryption_enabled = "true"
  kms_key_id                 = var.key #~ undecided aws.data-store-cmk
}

resource "aws_elasticache_cluster" "member" { #~ pass aws.data-store-cmk
  cluster_id           = "sessions-valkey-1"
  replication_group_id = aws_elasticache_replication_group.valkey.id
}

# Outside of a group there is no encryption.
resource "aws_elasticache_cluster" "lone" { #~ fail aws.data-store-cmk
  cluster_id      = "pages"
  engine          = "memcached"
  node_type       = "cache.t3.micro"
  num_cache_nodes = 1
}

# The service takes no key.
resource "aws_dax_cluster" "encrypted" { #~ fail aws.data-store-cmk
  cluster_name       = "carts"
  iam_role_arn       = "arn:aws:iam::111122223333:role/dax"
  node_type          = "dax.t3.small"
  replication_factor = 1

  server_side_encryption {
    enabled = true
  }
}

resource "aws_dsql_cluster" "owned" {
  kms_encryption_key = "AWS_OWNED_KMS_KEY" #~ fail aws.data-store-cmk
}

resource "aws_opensearch_domain" "good" {
  domain_name = "products"

  encrypt_at_rest {
    enabled    = true
    kms_key_id = aws_kms_key.data.key_id #~ pass aws.data-store-cmk
  }
}

resource "aws_elasticsearch_domain" "nothing" { #~ fail aws.data-store-cmk
  domain_name = "products-old"
}
