output "identifier" {
  value = aws_db_instance.this.identifier
}

output "endpoint" {
  value = aws_db_instance.this.endpoint
}

output "secret_arn" {
  value = one(aws_db_instance.this.master_user_secret[*].secret_arn)
}
