# Keys that AWS cannot rotate are not asked.

resource "aws_kms_key" "signing" { #~ na kms-key-rotation
  customer_master_key_spec = "RSA_4096"
  key_usage                = "SIGN_VERIFY"
}

resource "aws_kms_key" "signing_rotation_off" {
  customer_master_key_spec = "ECC_NIST_P256"
  key_usage                = "SIGN_VERIFY"
  enable_key_rotation      = false #~ na kms-key-rotation
}

resource "aws_kms_key" "rsa_encryption" { #~ na kms-key-rotation
  customer_master_key_spec = "RSA_2048"
}

resource "aws_kms_key" "token" { #~ na kms-key-rotation
  customer_master_key_spec = "HMAC_256"
  key_usage                = "GENERATE_VERIFY_MAC"
}

resource "aws_kms_key" "cloudhsm" { #~ na kms-key-rotation
  custom_key_store_id = "cks-1234567890abcdef0"
}

resource "aws_kms_key" "external_key_store" { #~ na kms-key-rotation
  custom_key_store_id = aws_kms_custom_key_store.vault.id
  xks_key_id          = "vault-key-7"
}

resource "aws_kms_custom_key_store" "vault" {
  custom_key_store_name = "vault"
  custom_key_store_type = "EXTERNAL_KEY_STORE"
}

resource "aws_kms_external_key" "imported" { #~ na kms-key-rotation
  description = "Material from the vault in the cellar"
}

resource "aws_kms_replica_external_key" "imported" { #~ na kms-key-rotation
  primary_key_arn = aws_kms_external_key.imported.arn
}
