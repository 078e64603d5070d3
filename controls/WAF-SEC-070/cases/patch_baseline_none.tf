# Without a baseline of one's own, AWS's applies.

resource "aws_instance" "worker" { #~ na patch-baseline
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
}
