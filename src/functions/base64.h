#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace wafpp::functions {

/// Base64 with padding, in the standard alphabet.
std::string to_base64(std::string_view bytes);
/// How many bytes `to_base64` makes of so many.
constexpr uint64_t base64_size(uint64_t bytes) { return (bytes + 2) / 3 * 4; }
/// As Go's `base64.StdEncoding`: line ends are skipped, padding is wanted, surplus bits in front of it may be anything. The error
/// is the index of the byte at fault.
tl::expected<std::string, size_t> from_base64(std::string_view text);

}  // namespace wafpp::functions
