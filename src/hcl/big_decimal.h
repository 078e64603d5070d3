#pragma once

#include <cstdint>
#include <string>

namespace wafpp::hcl {

/// Rounds `digits` × 10^`exponent` to a binary float of 512 bits (to nearest, ties to even) and leaves the shortest digits
/// that round to the same float. `digits` neither begins nor ends with a zero, before and after.
void round_to_512_bits(std::string& digits, int64_t& exponent);

}  // namespace wafpp::hcl
