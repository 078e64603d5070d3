# OpenSearch Serverless: a policy says by name which key a collection has.

resource "aws_kms_key" "search" {
  enable_key_rotation = true
}

resource "aws_opensearchserverless_security_policy" "products" {
  name = "products"
  type = "encryption"
  policy = jsonencode({
    Rules       = [{ ResourceType = "collection", Resource = ["collection/products*"] }]
    AWSOwnedKey = false
    KmsARN      = aws_kms_key.search.arn
  })
}

resource "aws_opensearchserverless_security_policy" "logs" {
  name = "logs"
  type = "encryption"
  policy = jsonencode({
    Rules       = [{ ResourceType = "collection", Resource = ["collection/logs"] }]
    AWSOwnedKey = true
  })
}

resource "aws_opensearchserverless_collection" "products" { #~ pass aws.data-store-cmk
  name = "products-eu"
}

resource "aws_opensearchserverless_collection" "logs" { #~ fail aws.data-store-cmk
  name = "logs"
}

resource "aws_opensearchserverless_collection" "elsewhere" { #~ undecided aws.data-store-cmk
  name = "archive"
}
