# Queues, streams, logs, file systems, registries and secrets.

variable "secret_key" { type = string }
variable "kind" { type = string }

resource "aws_kms_key" "data" {
  enable_key_rotation = true
}

resource "aws_sqs_queue" "good" {
  kms_master_key_id = aws_kms_key.data.id #~ pass aws.data-store-cmk
}

resource "aws_sqs_queue" "sqs_managed" { #~ fail aws.data-store-cmk
  sqs_managed_sse_enabled = true
}

resource "aws_sns_topic" "aws_key" {
  kms_master_key_id = "alias/aws/sns" #~ fail aws.data-store-cmk
}

resource "aws_kinesis_stream" "good" {
  name            = "clicks"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = aws_kms_key.data.arn #~ pass aws.data-store-cmk
}

resource "aws_kinesis_stream" "none" { #~ fail aws.data-store-cmk
  name        = "clicks-plain"
  shard_count = 1
}

# What comes from a stream is kept there.
resource "aws_kinesis_firehose_delivery_stream" "of_stream" { #~ pass aws.data-store-cmk
  name        = "clicks"
  destination = "extended_s3"

  kinesis_source_configuration {
    kinesis_stream_arn = aws_kinesis_stream.good.arn
    role_arn           = "arn:aws:iam::111122223333:role/firehose"
  }
}

resource "aws_kinesis_firehose_delivery_stream" "direct" {
  name        = "orders"
  destination = "extended_s3"

  server_side_encryption {
    enabled  = true
    key_type = "AWS_OWNED_CMK" #~ fail aws.data-store-cmk
  }
}

resource "aws_kinesis_firehose_delivery_stream" "direct_key" {
  name        = "orders-key"
  destination = "extended_s3"

  server_side_encryption {
    enabled  = true
    key_type = "CUSTOMER_MANAGED_CMK"
    key_arn  = aws_kms_key.data.arn #~ pass aws.data-store-cmk
  }
}

resource "aws_cloudwatch_log_group" "good" {
  name       = "/shop/orders"
  kms_key_id = aws_kms_key.data.arn #~ pass aws.data-store-cmk
}

resource "aws_cloudwatch_log_group" "service" { #~ fail aws.data-store-cmk
  name = "/shop/carts"
}

resource "aws_efs_file_system" "good" {
  encrypted  = true
  kms_key_id = aws_kms_key.data.arn #~ pass aws.data-store-cmk
}

# Only the console encrypts on its own.
resource "aws_efs_file_system" "unset" { #~ fail aws.data-store-cmk
}

resource "aws_fsx_windows_file_system" "service" { #~ fail aws.data-store-cmk
  subnet_ids          = ["subnet-0123456789abcdef0"]
  throughput_capacity = 32
}

resource "aws_ecr_repository" "good" {
  name = "shop"

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.data.arn #~ pass aws.data-store-cmk
  }
}

resource "aws_ecr_repository" "aws_key" {
  name = "shop-aws-key"

  encryption_configuration { #~ fail aws.data-store-cmk
    encryption_type = "KMS"
  }
}

resource "aws_secretsmanager_secret" "good" {
  name       = "shop"
  kms_key_id = aws_kms_key.data.arn #~ pass aws.data-store-cmk
}

resource "aws_secretsmanager_secret" "open" {
  name       = "shop-open"
  kms_key_id = var.secret_key #~ undecided aws.data-store-cmk
}

resource "aws_secretsmanager_secret" "replica" {
  name       = "shop-replicated"
  kms_key_id = aws_kms_key.data.arn

  replica { #~ fail aws.data-store-cmk
    region = "eu-west-1"
  }
}

resource "aws_ssm_parameter" "text" { #~ na aws.data-store-cmk
  name  = "/shop/colour"
  type  = "String"
  value = "green"
}

resource "aws_ssm_parameter" "secret" { #~ fail aws.data-store-cmk
  name  = "/shop/password"
  type  = "SecureString"
  value = "from elsewhere"
}

resource "aws_ssm_parameter" "secret_key" {
  name   = "/shop/token"
  type   = "SecureString"
  key_id = aws_kms_key.data.id #~ pass aws.data-store-cmk
  value  = "from elsewhere"
}

resource "aws_ssm_parameter" "open" { #~ undecided aws.data-store-cmk
  name  = "/shop/any"
  type  = var.kind
  value = "from elsewhere"
}

resource "aws_mq_broker" "owned" {
  broker_name        = "shop"
  engine_type        = "ActiveMQ"
  engine_version     = "5.18"
  host_instance_type = "mq.t3.micro"

  encryption_options {
    use_aws_owned_key = true #~ fail aws.data-store-cmk
  }

  user {
    username = "shop"
    password = "from elsewhere"
  }
}

# Results without a block of their own lie in the bucket as the bucket says.
resource "aws_athena_workgroup" "as_bucket" { #~ na aws.data-store-cmk
  name = "reports"

  configuration {
    result_configuration {
      output_location = "s3://shop-results/"
    }
  }
}

resource "aws_athena_workgroup" "downgraded" {
  name = "reports-open"

  configuration {
    result_configuration {
      output_location = "s3://shop-results/"

      encryption_configuration {
        encryption_option = "SSE_S3" #~ fail aws.data-store-cmk
      }
    }
  }
}
