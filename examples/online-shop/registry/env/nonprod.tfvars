environment = "nonprod"

web_repositories = {
  admin      = { mutable_tags = ["sha256-*"] }
  storefront = { scan_on_push = false, mutable_tags = ["latest", "sha256-*"] }
}
