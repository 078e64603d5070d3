# A profile with a role, and policies that do not let Systems Manager in: none, another one, one for another role, one that is not made.

variable "attach" {
  type    = bool
  default = false
}

resource "aws_iam_role" "this" {
  for_each           = toset(["none", "other", "elsewhere", "zero", "reader"])
  name               = "worker-${each.key}"
  assume_role_policy = "{}"
}

resource "aws_iam_instance_profile" "this" {
  for_each = aws_iam_role.this
  name     = each.value.name
  role     = each.value.name
}

resource "aws_iam_role_policy_attachment" "other" {
  role       = aws_iam_role.this["other"].name
  policy_arn = "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy"
}

resource "aws_iam_role_policy_attachment" "elsewhere" {
  role       = "lambda-elsewhere"
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_role_policy_attachment" "zero" {
  count      = var.attach ? 1 : 0
  role       = aws_iam_role.this["zero"].name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_role_policy_attachment" "reader" {
  role       = aws_iam_role.this["reader"].name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess"
}

resource "aws_instance" "this" {
  for_each             = aws_iam_instance_profile.this
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  iam_instance_profile = each.value.name #~ fail ec2-ssm-managed x5
}
