#include "functions/url.h"

#include <fmt/format.h>

#include <charconv>

#include "value/quote.h"

namespace wafpp::functions {

namespace {

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
}

}  // namespace

std::string escape_query(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (is_plain(c)) {
      result += c;
    } else if (c == ' ') {
      result += '+';
    } else {
      fmt::format_to(std::back_inserter(result), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return result;
}

tl::expected<std::string, std::string> unescape_query(std::string_view text) {
  std::string result;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      result += text[at] == '+' ? ' ' : text[at];
      continue;
    }
    std::string_view digits = text.substr(at + 1, 2);
    uint8_t byte = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), byte, 16);
    if (digits.size() != 2 || error != std::errc() || end != digits.data() + digits.size())
      return tl::unexpected(fmt::format("invalid URL escape {}", value::quote(text.substr(at, 3))));
    result += static_cast<char>(byte);
    at += 2;
  }
  return result;
}

}  // namespace wafpp::functions
