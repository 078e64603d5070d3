output "orders_endpoint" {
  value = module.orders.endpoint
}

output "bucket_arns" {
  value = module.buckets.arns
}
