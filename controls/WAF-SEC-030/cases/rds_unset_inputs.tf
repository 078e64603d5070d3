# Inputs without default that nobody set: not known, so not decided. What is wrong whatever they say is still wrong.

variable "kms_key_id" {
  type = string
}

variable "encrypted" {
  type = bool
}

resource "aws_kms_key" "db" {
  enable_key_rotation = true #~ pass kms-key-rotation
}

resource "aws_db_instance" "which_key" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = var.kms_key_id #~ undecided rds-storage-encrypted
}

resource "aws_db_instance" "whether" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = var.encrypted #~ undecided rds-storage-encrypted
  kms_key_id        = aws_kms_key.db.arn
}

resource "aws_db_instance" "wrong_key_anyway" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = var.encrypted
  kms_key_id        = "alias/aws/rds" #~ fail rds-storage-encrypted
}

resource "aws_db_instance" "off_anyway" {
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = false #~ fail rds-storage-encrypted
  kms_key_id        = var.kms_key_id
}
