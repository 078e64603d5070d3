#pragma once

#include <string_view>

#include "base/arena.h"
#include "hcl/reading.h"

namespace wafpp::hcl {

/// The text `[begin, end)` between quotes with its escapes resolved (`\n`, `\r`, `\t`, `\"`, `\\`, `\uXXXX`, `\UXXXXXXXX`); a slice of the
/// reading's text where there are none. Other escapes are reported and stand for themselves.
std::string_view unescape(Reading& reading, base::Arena& arena, uint32_t begin, uint32_t end);

/// `text` with `$${` and `%%{` as `${` and `%{`; `text` itself where there are none.
std::string_view unescape_sequences(base::Arena& arena, std::string_view text);

/// `text` in Unicode's normal form C, as every string value of Terraform: itself where it is ASCII or already so.
std::string_view normalize(base::Arena& arena, std::string_view text);

}  // namespace wafpp::hcl
