# A compliant and a non-compliant data store of AWS.

resource "aws_dynamodb_table" "carts" {
  name     = "carts"
  hash_key = "id"

  attribute {
    name = "id"
    type = "S"
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:alias/prod-databases" #~ pass aws.data-store-cmk
  }
}

resource "aws_sqs_queue" "orders" {
  name              = "orders"
  kms_master_key_id = "alias/aws/sqs" #~ fail aws.data-store-cmk
}
