#pragma once

#include <string>
#include <string_view>

/// Strings in quotes, as Go writes them.
namespace wafpp::value {

/// Go's `strconv.Quote` (`%q`): as a Go string literal; what is not printable is escaped.
std::string quote(std::string_view text);
void append_quoted(std::string& to, std::string_view text);

/// Go's `encoding/json`: `<`, `>`, `&`, U+2028 and U+2029 are escaped, invalid UTF-8 becomes U+FFFD.
void append_json_string(std::string& to, std::string_view text);

}  // namespace wafpp::value
