# The role itself says which policies it has: managed ones by ARN, inline ones as blocks.

resource "aws_iam_role" "managed" {
  name               = "worker-managed"
  assume_role_policy = "{}"
  managed_policy_arns = [
    "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
    "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
  ]
}

resource "aws_iam_role" "managed_other" {
  name                = "worker-managed-other"
  assume_role_policy  = "{}"
  managed_policy_arns = ["arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy"]
}

resource "aws_iam_role" "inline" {
  name               = "worker-inline"
  assume_role_policy = "{}"

  inline_policy {
    name = "ssm"
    policy = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect   = "Allow"
        Action   = ["ssm:*", "ssmmessages:*", "ec2messages:*"]
        Resource = "*"
      }]
    })
  }
}

resource "aws_iam_instance_profile" "managed" {
  role = aws_iam_role.managed.name
}

resource "aws_iam_instance_profile" "managed_other" {
  role = aws_iam_role.managed_other.name
}

resource "aws_iam_instance_profile" "inline" {
  role = aws_iam_role.inline.name
}

resource "aws_instance" "managed" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.managed.name #~ pass ec2-ssm-managed
}

resource "aws_instance" "managed_other" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.managed_other.name #~ fail ec2-ssm-managed
}

resource "aws_instance" "inline" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = aws_iam_instance_profile.inline.name #~ pass ec2-ssm-managed
}
