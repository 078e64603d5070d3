# Who reaches port 22, wherever the rule is written.

variable "allowed" {
  type = list(string)
}

resource "aws_security_group" "open" {
  name = "open"
  ingress { #~ fail no-ssh-ingress
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]
  }
}

resource "aws_security_group" "everything" {
  name = "everything"
  ingress { #~ fail no-ssh-ingress
    from_port        = 0
    to_port          = 0
    protocol         = "-1"
    ipv6_cidr_blocks = ["::/0"]
  }
}

resource "aws_security_group" "web" {
  name = "web"
  ingress { #~ pass no-ssh-ingress
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "bastion" {
  name = "bastion"
  ingress { #~ pass no-ssh-ingress
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["203.0.113.0/24", "10.0.0.0/8"]
  }
}

resource "aws_security_group" "closed" { #~ pass no-ssh-ingress
  name = "closed"
}

resource "aws_security_group" "told" {
  name = "told"
  ingress { #~ undecided no-ssh-ingress
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = var.allowed
  }
}

resource "aws_security_group_rule" "range" {
  security_group_id = aws_security_group.closed.id
  type              = "ingress"
  from_port         = 0
  to_port           = 1024
  protocol          = "TCP"
  cidr_blocks       = ["0.0.0.0/1", "128.0.0.0/1"] #~ fail no-ssh-ingress
}

resource "aws_security_group_rule" "datagrams" { #~ pass no-ssh-ingress
  security_group_id = aws_security_group.closed.id
  type              = "ingress"
  from_port         = 0
  to_port           = 1024
  protocol          = "udp"
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_security_group_rule" "out" { #~ na no-ssh-ingress
  security_group_id = aws_security_group.closed.id
  type              = "egress"
  from_port         = 0
  to_port           = 0
  protocol          = "-1"
  cidr_blocks       = ["0.0.0.0/0"]
}

resource "aws_vpc_security_group_ingress_rule" "open" {
  security_group_id = aws_security_group.closed.id
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
  cidr_ipv4         = "0.0.0.0/0" #~ fail no-ssh-ingress
}

resource "aws_vpc_security_group_ingress_rule" "group" { #~ pass no-ssh-ingress
  security_group_id            = aws_security_group.closed.id
  ip_protocol                  = "tcp"
  from_port                    = 22
  to_port                      = 22
  referenced_security_group_id = aws_security_group.bastion.id
}

resource "aws_default_security_group" "closed" { #~ pass no-ssh-ingress
  vpc_id = "vpc-0123456789abcdef0"
}
