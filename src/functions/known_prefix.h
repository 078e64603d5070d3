#pragma once

#include <string_view>

namespace wafpp::functions {

/// The part of `text` that stays as it is whatever follows: without a last character that a combining one could change (cty's
/// `SafeKnownPrefix`). Characters that usually delimit are known to stand for themselves. `text` is NFC.
std::string_view safe_prefix(std::string_view text);

}  // namespace wafpp::functions
