# count = 0 makes no instance. Of three in a for_each, one says that it has no profile.

variable "bastion" {
  type    = bool
  default = false
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

resource "aws_instance" "bastion" {
  count = var.bastion ? 1 : 0
  ami   = "ami-0123456789abcdef0"
}

resource "aws_instance" "worker" {
  for_each             = { a = true, b = true, c = false }
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = each.value ? aws_iam_instance_profile.worker.name : null #~ pass ec2-ssm-managed x2 #~ fail ec2-ssm-managed x1
}
