# A customer-managed policy, attached by its ARN. The well-known name alone grants nothing.

resource "aws_iam_policy" "ssm" {
  name   = "instance-baseline"
  policy = file("${path.module}/policies/ssm.json")
}

resource "aws_iam_policy" "namesake" {
  name   = "AmazonSSMManagedInstanceCore"
  policy = <<-JSON
    {
      "Version": "2012-10-17",
      "Statement": [{"Effect": "Allow", "Action": "logs:*", "Resource": "*"}]
    }
  JSON
}

resource "aws_iam_role" "good" {
  name               = "worker-good"
  assume_role_policy = "{}"
}

resource "aws_iam_role" "namesake" {
  name               = "worker-namesake"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "good" {
  role       = aws_iam_role.good.name
  policy_arn = aws_iam_policy.ssm.arn
}

resource "aws_iam_role_policy_attachment" "namesake" {
  role       = aws_iam_role.namesake.name
  policy_arn = aws_iam_policy.namesake.arn
}

resource "aws_iam_instance_profile" "good" {
  role = aws_iam_role.good.name
}

resource "aws_iam_instance_profile" "namesake" {
  role = aws_iam_role.namesake.name
}

resource "aws_instance" "good" {
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.good.name #~ pass ec2-ssm-managed
}

resource "aws_instance" "namesake" {
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.namesake.name #~ fail ec2-ssm-managed
}
#--- policies/ssm.json
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["ssm:*", "ssmmessages:*", "ec2messages:*"],
      "Resource": "*"
    }
  ]
}
