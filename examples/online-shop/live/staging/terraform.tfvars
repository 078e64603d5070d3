environment = "staging"
cidr        = "10.20.0.0/16"

keys = {
  objects = { services = ["s3"] }
}
