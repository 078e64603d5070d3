# The key is read from where this estate cannot look: the state of another root, a parameter store.

data "terraform_remote_state" "platform" {
  backend = "s3"
  config = {
    bucket = "shop-terraform-state"
    key    = "platform.tfstate"
    region = "eu-central-1"
  }
}

data "aws_ssm_parameter" "key" {
  name = "/platform/kms/database"
}

resource "aws_db_instance" "from_state" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = data.terraform_remote_state.platform.outputs.database_key_arn #~ undecided rds-storage-encrypted
}

resource "aws_db_instance" "from_parameter" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = data.aws_ssm_parameter.key.value #~ undecided rds-storage-encrypted
}
