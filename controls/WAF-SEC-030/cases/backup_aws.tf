# Vaults, snapshots and copies hold the standard of what they were made from.

variable "vault_key" { type = string }

resource "aws_kms_key" "backup" {
  enable_key_rotation = true
}

resource "aws_backup_vault" "good" {
  name        = "shop"
  kms_key_arn = aws_kms_key.backup.arn #~ pass aws.backup-cmk
}

resource "aws_backup_vault" "service" { #~ fail aws.backup-cmk
  name = "shop-service"
}

resource "aws_backup_vault" "open" {
  name        = "shop-open"
  kms_key_arn = var.vault_key #~ undecided aws.backup-cmk
}

# As good as the worst vault that it writes to.
resource "aws_backup_plan" "good" { #~ pass aws.backup-cmk
  name = "daily"

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.good.name
  }
}

resource "aws_backup_plan" "copies" { #~ fail aws.backup-cmk
  name = "daily-copied"

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.good.name

    copy_action {
      destination_vault_arn = aws_backup_vault.service.arn
    }
  }
}

resource "aws_backup_plan" "elsewhere" { #~ undecided aws.backup-cmk
  name = "daily-elsewhere"

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.good.name

    copy_action {
      destination_vault_arn = "arn:aws:backup:eu-west-1:444455556666:backup-vault:central"
    }
  }
}

resource "aws_ebs_volume" "good" {
  availability_zone = "eu-central-1a"
  size              = 10
  encrypted         = true
  kms_key_id        = aws_kms_key.backup.arn
}

resource "aws_ebs_snapshot" "good" { #~ pass aws.backup-cmk
  volume_id = aws_ebs_volume.good.id
}

# It takes the account's default key, though the original has one of ours.
resource "aws_ebs_snapshot_copy" "downgraded" { #~ fail aws.backup-cmk
  source_snapshot_id = aws_ebs_snapshot.good.id
  source_region      = "eu-central-1"
}

resource "aws_ebs_snapshot_copy" "good" {
  source_snapshot_id = aws_ebs_snapshot.good.id
  source_region      = "eu-central-1"
  encrypted          = true
  kms_key_id         = aws_kms_key.backup.arn #~ pass aws.backup-cmk
}

resource "aws_ebs_volume" "plain" {
  availability_zone = "eu-central-1a"
  size              = 10
}

resource "aws_ebs_snapshot" "plain" { #~ fail aws.backup-cmk
  volume_id = aws_ebs_volume.plain.id
}

resource "aws_dlm_lifecycle_policy" "copies" {
  description        = "daily"
  execution_role_arn = "arn:aws:iam::111122223333:role/dlm"

  policy_details {
    resource_types = ["VOLUME"]
    target_tags    = { backup = "yes" }

    schedule {
      name = "daily"

      create_rule {
        interval = 24
      }

      retain_rule {
        count = 7
      }

      cross_region_copy_rule {
        target    = "eu-west-1"
        encrypted = true
        cmk_arn   = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
      }

      cross_region_copy_rule {
        target    = "eu-west-3"
        encrypted = false #~ fail aws.backup-cmk
      }
    }
  }
}

# Its snapshots are as their volumes are.
resource "aws_dlm_lifecycle_policy" "no_copies" { #~ na aws.backup-cmk
  description        = "daily"
  execution_role_arn = "arn:aws:iam::111122223333:role/dlm"

  policy_details {
    resource_types = ["VOLUME"]
    target_tags    = { backup = "yes" }

    schedule {
      name = "daily"

      create_rule {
        interval = 24
      }

      retain_rule {
        count = 7
      }
    }
  }
}

resource "aws_redshift_cluster" "good" {
  cluster_identifier = "reports"
  node_type          = "ra3.large"
  encrypted          = true
  kms_key_id         = aws_kms_key.backup.arn
}

resource "aws_redshift_cluster_snapshot" "good" { #~ pass aws.backup-cmk
  cluster_identifier  = aws_redshift_cluster.good.id
  snapshot_identifier = "reports-1"
}

resource "aws_db_instance" "good" {
  identifier        = "orders"
  engine            = "postgres"
  instance_class    = "db.t3.small"
  storage_encrypted = true
  kms_key_id        = aws_kms_key.backup.arn
}

resource "aws_db_instance_automated_backups_replication" "downgraded" { #~ fail aws.backup-cmk
  source_db_instance_arn = aws_db_instance.good.arn
}
