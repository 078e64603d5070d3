# A volume says whether it is encrypted; what it leaves unset counts as not.

variable "encrypted" { type = bool }

resource "aws_ebs_volume" "key" {
  availability_zone = "eu-central-1a"
  size              = 10
  encrypted         = true         #~ pass ebs-volume-encrypted
  kms_key_id        = "alias/shop" #~ pass aws.data-store-cmk
}

resource "aws_ebs_volume" "aws_key" { #~ fail aws.data-store-cmk
  availability_zone = "eu-central-1a"
  size              = 10
  encrypted         = true #~ pass ebs-volume-encrypted
}

resource "aws_ebs_volume" "off" { #~ na aws.data-store-cmk
  availability_zone = "eu-central-1a"
  size              = 10
  encrypted         = false #~ fail ebs-volume-encrypted
}

resource "aws_ebs_volume" "unset" { #~ fail ebs-volume-encrypted #~ na aws.data-store-cmk
  availability_zone = "eu-central-1a"
  size              = 10
}

resource "aws_ebs_volume" "open" { #~ na aws.data-store-cmk
  availability_zone = "eu-central-1a"
  size              = 10
  encrypted         = var.encrypted #~ undecided ebs-volume-encrypted
}

resource "aws_ebs_snapshot" "key" {
  volume_id = aws_ebs_volume.key.id
}

# A volume of a snapshot is as that is.
resource "aws_ebs_volume" "restored" { #~ pass ebs-volume-encrypted #~ pass aws.data-store-cmk
  availability_zone = "eu-central-1a"
  snapshot_id       = aws_ebs_snapshot.key.id
}

resource "aws_ebs_volume" "foreign" { #~ undecided ebs-volume-encrypted #~ na aws.data-store-cmk
  availability_zone = "eu-central-1a"
  snapshot_id       = "snap-0123456789abcdef0"
}

resource "aws_ebs_volume" "foreign_encrypted" { #~ fail aws.data-store-cmk
  availability_zone = "eu-central-1a"
  snapshot_id       = "snap-0123456789abcdef0"
  encrypted         = true #~ pass ebs-volume-encrypted
}
