# Devices of instances, launch templates, launch configurations and images.

resource "aws_instance" "encrypted" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"

  root_block_device {
    encrypted  = true         #~ pass ebs-volume-encrypted
    kms_key_id = "alias/shop" #~ pass aws.data-store-cmk
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    encrypted   = true
    kms_key_id  = "alias/shop"
  }
}

resource "aws_instance" "one_not" { #~ na aws.data-store-cmk
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true
  }

  ebs_block_device {
    device_name = "/dev/sdf"
    encrypted   = false #~ fail ebs-volume-encrypted
  }
}

# The image, or the account, says.
resource "aws_instance" "unset" { #~ undecided ebs-volume-encrypted #~ na aws.data-store-cmk
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}

resource "aws_launch_template" "encrypted" {
  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      encrypted  = "true"       #~ pass ebs-volume-encrypted
      kms_key_id = "alias/shop" #~ pass aws.data-store-cmk
    }
  }
}

resource "aws_launch_template" "off" { #~ na aws.data-store-cmk
  block_device_mappings {
    device_name = "/dev/xvda"

    ebs {
      encrypted = false #~ fail ebs-volume-encrypted
    }
  }
}

resource "aws_launch_template" "nothing" { #~ undecided ebs-volume-encrypted #~ na aws.data-store-cmk
  image_id = "ami-0123456789abcdef0"
}

# As its template says.
resource "aws_instance" "of_template" { #~ pass ebs-volume-encrypted #~ pass aws.data-store-cmk
  launch_template {
    id = aws_launch_template.encrypted.id
  }
}

# It has no argument for a key.
resource "aws_launch_configuration" "encrypted" {
  image_id      = "ami-0123456789abcdef0"
  instance_type = "t3.micro"

  root_block_device {
    encrypted = true #~ pass ebs-volume-encrypted #~ fail aws.data-store-cmk
  }
}

resource "aws_ami_copy" "encrypted" {
  name              = "shop"
  source_ami_id     = "ami-0123456789abcdef0"
  source_ami_region = "eu-central-1"
  encrypted         = true         #~ pass ebs-volume-encrypted
  kms_key_id        = "alias/shop" #~ pass aws.data-store-cmk
}

resource "aws_ami_copy" "unset" { #~ fail ebs-volume-encrypted #~ na aws.data-store-cmk
  name              = "shop"
  source_ami_id     = "ami-0123456789abcdef0"
  source_ami_region = "eu-central-1"
}

resource "aws_ami" "no_volume" { #~ na ebs-volume-encrypted #~ na aws.data-store-cmk
  name             = "shop"
  root_device_name = "/dev/xvda"
}
