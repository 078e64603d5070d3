# The two situations that the framework's page shows: profile, role and managed policy, and an instance without a profile.

resource "aws_iam_role" "ec2" {
  name = "shop-ec2"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "ssm" {
  role       = aws_iam_role.ec2.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_instance_profile" "ec2" {
  name = "shop-ec2"
  role = aws_iam_role.ec2.name
}

resource "aws_instance" "worker" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.medium"
  iam_instance_profile = aws_iam_instance_profile.ec2.name #~ pass ec2-ssm-managed
}

resource "aws_instance" "bastion" { #~ fail ec2-ssm-managed
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}
