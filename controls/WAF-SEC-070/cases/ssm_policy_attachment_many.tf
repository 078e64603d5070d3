# One attachment for several roles, in a set.

resource "aws_iam_role" "a" {
  name               = "worker-a"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "b" {
  name               = "worker-b"
  assume_role_policy = "{}"
}

resource "aws_iam_policy_attachment" "ssm" {
  name       = "ssm"
  roles      = [aws_iam_role.a.name]
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_instance_profile" "a" {
  role = aws_iam_role.a.name
}

resource "aws_iam_instance_profile" "b" {
  role = aws_iam_role.b.name
}

resource "aws_instance" "a" {
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.a.name #~ pass ec2-ssm-managed
}

resource "aws_instance" "b" {
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.b.name #~ fail ec2-ssm-managed
}
