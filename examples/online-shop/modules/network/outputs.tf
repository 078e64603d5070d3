output "vpc_id" {
  value = aws_vpc.this.id
}

output "subnet_ids" {
  description = "Ids by tier."
  value = {
    for tier in local.tiers : tier => [
      for key in sort(keys(local.subnets)) : aws_subnet.this[key].id if local.subnets[key].tier == tier
    ]
  }
}

output "database_security_group_id" {
  value = aws_security_group.database.id
}
