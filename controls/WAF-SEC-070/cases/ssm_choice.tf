# Whether there is a profile at all is a choice that nobody made yet.

variable "windows" {
  type = bool
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "ssm" {
  role       = aws_iam_role.worker.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_instance_profile" "worker" {
  name = "worker"
  role = aws_iam_role.worker.name
}

resource "aws_instance" "open" {
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = var.windows ? aws_iam_instance_profile.worker.name : null #~ undecided ec2-ssm-managed
}
