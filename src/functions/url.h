#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace wafpp::functions {

/// As Go's `url.QueryEscape`: a space is `+`, everything but letters, digits and `-_.~` a percent sign with two digits.
std::string escape_query(std::string_view text);
/// The reverse; bytes come out that need not be UTF-8. The error is Go's.
tl::expected<std::string, std::string> unescape_query(std::string_view text);

}  // namespace wafpp::functions
