#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wafpp::functions {

/// A block `-----BEGIN TYPE-----` ... `-----END TYPE-----`, what it holds decoded.
struct PemBlock {
  std::string type;
  std::string bytes;
  bool encrypted = false;  ///< Its headers say so.
};

/// The first good block of `text`, by the rules of Go's `pem.Decode`: what stands around it and faulty blocks are passed over.
/// Takes quadratic time for many faulty blocks.
std::optional<PemBlock> first_pem_block(std::string_view text);

}  // namespace wafpp::functions
