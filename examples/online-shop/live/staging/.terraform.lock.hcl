# Written by `terraform init`; the hashes of this example are made up.

provider "registry.terraform.io/hashicorp/aws" {
  version     = "6.25.0"
  constraints = "6.25.0"
  hashes = [
    "h1:jZAB0yxqcD2Vkhp3EVBQ8z3YI9PxcwvTUhXcvsrW3CA=",
    "zh:185fc0ec3f1655d7a9b77fb04dce5ba46a3b8d79fd14de524527b4bbc0b9f3ee",
    "zh:6bddc25f31a3806d07bc255be779772c9e449a24b94ec78d2363d014b32976a0",
  ]
}

provider "registry.terraform.io/hashicorp/random" {
  version = "3.7.2"
  hashes = [
    "h1:RUNJ5CLwUpcZHq0T4h09tSDlq+9SBV5JZLgvshP1k6E=",
    "zh:82f3e9c695dc6b8d1b11818d5701919e286de8d47f7c3eb3100c485f79e57828",
  ]
}
