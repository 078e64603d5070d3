environment   = "prod"
scan_payments = true
scan_tools    = true

web_repositories = {
  admin      = { mutable_tags = ["sha256-*"] }
  storefront = {}
}
