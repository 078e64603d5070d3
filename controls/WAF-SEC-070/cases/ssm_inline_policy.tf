# A policy in the team's own words, as an inline policy of the role: complete, in several statements, and one action short.

locals {
  ssm_actions = [
    "ssm:DescribeAssociation",
    "ssm:GetDeployablePatchSnapshotForInstance",
    "ssm:GetDocument",
    "ssm:DescribeDocument",
    "ssm:GetManifest",
    "ssm:GetParameter",
    "ssm:GetParameters",
    "ssm:ListAssociations",
    "ssm:ListInstanceAssociations",
    "ssm:PutInventory",
    "ssm:PutComplianceItems",
    "ssm:PutConfigurePackageResult",
    "ssm:UpdateAssociationStatus",
    "ssm:UpdateInstanceAssociationStatus",
    "ssm:UpdateInstanceInformation",
  ]
}

resource "aws_iam_role" "complete" {
  name               = "worker-complete"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "no_messages" {
  name               = "worker-no-messages"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "complete" {
  role = aws_iam_role.complete.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = local.ssm_actions, Resource = "*" },
      { Effect = "Allow", Action = "SSMMessages:*", Resource = ["*"] },
      { Effect = "Allow", Action = ["ec2messages:*"], Resource = "*" },
    ]
  })
}

# Without `ssmmessages` the instance registers, but no session reaches it.
resource "aws_iam_role_policy" "no_messages" {
  role = aws_iam_role.no_messages.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = local.ssm_actions, Resource = "*" },
      { Effect = "Allow", Action = ["ec2messages:*"], Resource = "*" },
    ]
  })
}

resource "aws_iam_instance_profile" "complete" {
  role = aws_iam_role.complete.name
}

resource "aws_iam_instance_profile" "no_messages" {
  role = aws_iam_role.no_messages.name
}

resource "aws_instance" "complete" {
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.complete.name #~ pass ec2-ssm-managed
}

resource "aws_instance" "no_messages" {
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.no_messages.name #~ fail ec2-ssm-managed
}
