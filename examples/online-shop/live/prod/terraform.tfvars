environment  = "prod"
cidr         = "10.30.0.0/16"
worker_count = 2

keys = {
  database = { services = ["rds"] }
  objects  = { services = ["s3", "logging.s3"] }
  volumes  = { services = ["ec2"] }
  logs = {
    description = "Log groups of all services"
    rotation    = false
    services    = ["logs.eu-central-1"]
  }
  invoices = {
    description = "Signs invoices"
    spec        = "RSA_4096"
    usage       = "SIGN_VERIFY"
    rotation    = false
  }
}

services = {
  storefront = { image = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/web/storefront:2024.11.3", replicas = 6 }
  cart       = { image = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/cart:8f2c1d7", replicas = 4 }
  checkout   = { image = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/checkout:8f2c1d7@sha256:c7761e58969f7edd498186641b2021e8477e1bcd230de4cf3435242da4a40d14", cpu = 1024, memory = 2048 }
}

backup_primary_key_arn = "arn:aws:kms:eu-central-1:999900001111:key/mrk-8a1d0c52b7f04c0e9f6a3d2b1e5c7a90"
crm_snapshot           = "arn:aws:rds:eu-central-1:111122223333:snapshot:crm-final"
