# The two situations that the framework's page shows: rotation switched on, and nothing said about it.

resource "aws_kms_key" "app_data" {
  description             = "Data key of the shop"
  enable_key_rotation     = true #~ pass kms-key-rotation
  deletion_window_in_days = 30

  tags = {
    owner       = "platform-team"
    environment = "production"
  }
}

resource "aws_kms_key" "app_logs" { #~ fail kms-key-rotation
  description = "Log key of the shop"
}
