resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = var.subnet_ids
}

resource "aws_db_parameter_group" "this" {
  name   = var.name
  family = "postgres${split(".", var.engine_version)[0]}"

  dynamic "parameter" {
    for_each = merge({ "rds.force_ssl" = "1" }, var.parameters)
    content {
      name  = parameter.key
      value = parameter.value
    }
  }
}

resource "aws_db_instance" "this" {
  identifier                  = var.name
  engine                      = "postgres"
  engine_version              = var.engine_version
  instance_class              = var.instance_class
  allocated_storage           = var.allocated_storage
  max_allocated_storage       = var.allocated_storage * 4
  storage_encrypted           = var.storage_encrypted
  kms_key_id                  = var.kms_key_id
  db_name                     = replace(var.name, "-", "_")
  username                    = "shop"
  manage_master_user_password = true
  multi_az                    = var.multi_az
  db_subnet_group_name        = aws_db_subnet_group.this.name
  parameter_group_name        = aws_db_parameter_group.this.name
  vpc_security_group_ids      = var.security_group_ids
  backup_retention_period     = var.backup_days
  copy_tags_to_snapshot       = true
  deletion_protection         = var.multi_az
  skip_final_snapshot         = !var.multi_az
  final_snapshot_identifier   = var.multi_az ? "${var.name}-final" : null
}

# Replicas in the same region are encrypted with the key of their source, whatever they say.
resource "aws_db_instance" "replica" {
  count = var.replicas

  identifier             = "${var.name}-replica-${count.index}"
  instance_class         = var.instance_class
  replicate_source_db    = aws_db_instance.this.identifier
  vpc_security_group_ids = var.security_group_ids
  skip_final_snapshot    = true
}
