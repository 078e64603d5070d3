# The oracle is JSON lines with hashes of the trees.
target_link_libraries(wafpp_hcl_tests PRIVATE simdjson::simdjson OpenSSL::Crypto)
