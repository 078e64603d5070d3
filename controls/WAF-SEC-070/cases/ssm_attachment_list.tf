# Attachments over a list; the policy that matters stands in the middle of it.

variable "policies" {
  type = list(string)
  default = [
    "CloudWatchAgentServerPolicy",
    "AmazonSSMManagedInstanceCore",
    "AmazonS3ReadOnlyAccess",
  ]
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "all" {
  for_each   = toset([for name in var.policies : "arn:aws:iam::aws:policy/${name}"])
  role       = aws_iam_role.worker.name
  policy_arn = each.value
}

resource "aws_iam_instance_profile" "worker" {
  role = aws_iam_role.worker.name
}

resource "aws_instance" "worker" {
  count                = 2
  ami                  = "ami-0123456789abcdef0"
  iam_instance_profile = aws_iam_instance_profile.worker.name #~ pass ec2-ssm-managed x2
}
