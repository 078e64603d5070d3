# Words that services take in a key's place: the key is theirs.
resource "aws_securitylake_data_lake" "lake" {
  meta_store_manager_role_arn = "arn:aws:iam::111122223333:role/lake"

  configuration {
    region = "eu-central-1"

    encryption_configuration {
      kms_key_id = "S3_MANAGED_KEY" #~ fail aws.data-store-cmk
    }
  }
}

resource "aws_qldb_ledger" "ledger" {
  name             = "ledger"
  permissions_mode = "STANDARD"
  kms_key          = "AWS_OWNED_KMS_KEY" #~ fail aws.data-store-cmk
}
