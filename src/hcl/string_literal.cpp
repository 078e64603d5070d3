#include "hcl/string_literal.h"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "base/unicode.h"

namespace wafpp::hcl {

namespace {

constexpr diag::Kind kInvalidEscape = {.name = "invalid-escape", .level = diag::Level::Error};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// What `\n` and the like stand for; '\0' for what is no such escape.
char simple_escape(char selector) {
  switch (selector) {
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case '"':
    case '\\':
      return selector;
    default:
      return '\0';
  }
}

/// Resolves the `\u` or `\U` at `at` and returns the offset after it.
uint32_t append_code_point(Reading& reading, std::string& to, uint32_t at, uint32_t end) {
  bool is_long = reading.text()[at + 1] == 'U';
  uint32_t wanted = is_long ? 8 : 4;
  uint32_t digits = 0;
  uint32_t value = 0;
  for (; digits < wanted && at + 2 + digits < end; ++digits) {
    int digit = hex_digit(reading.text()[at + 2 + digits]);
    if (digit < 0) break;
    value = value << 4 | static_cast<uint32_t>(digit);
  }
  uint32_t after = at + 2 + digits;
  if (digits < wanted) {
    reading
        .report(kInvalidEscape, at, after,
                fmt::format("`{}` is followed by {} hexadecimal digits, not by {}", is_long ? "\\U" : "\\u", digits, wanted))
        .emit();
  } else if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
    reading.report(kInvalidEscape, at, after, fmt::format("U+{:04X} is not a character", value)).emit();
  } else {
    base::append_utf8(to, value);
  }
  return after;
}

}  // namespace

std::string_view unescape(Reading& reading, base::Arena& arena, uint32_t begin, uint32_t end) {
  std::string_view text = reading.text(begin, end);
  if (text.find('\\') == std::string_view::npos) return text;
  std::string resolved;
  resolved.reserve(text.size());
  uint32_t at = begin;
  while (at < end) {
    char c = reading.text()[at];
    if (c != '\\' || at + 1 >= end) {
      resolved.push_back(c);
      ++at;
      continue;
    }
    char selector = reading.text()[at + 1];
    if (char value = simple_escape(selector); value != '\0') {
      resolved.push_back(value);
      at += 2;
    } else if (selector == 'u' || selector == 'U') {
      at = append_code_point(reading, resolved, at, end);
    } else {
      uint32_t size = base::decode(reading.text(), at + 1).size;
      std::string_view shown = reading.text(at, at + 1 + size);
      bool is_sequence = selector == '$' || selector == '%';
      reading.report(kInvalidEscape, at, at + 1 + size, fmt::format("`{}` is not an escape sequence", shown))
          .help(is_sequence ? fmt::format("write `{0}{0}{{` for a literal `{0}{{`", selector)
                            : std::string("write `\\\\` for one backslash"))
          .emit();
      resolved.append(shown.substr(1));
      at += 1 + size;
    }
  }
  return arena.copy(resolved);
}

std::string_view unescape_sequences(base::Arena& arena, std::string_view text) {
  if (text.find("$${") == std::string_view::npos && text.find("%%{") == std::string_view::npos) return text;
  std::string resolved;
  for (size_t at = 0; at < text.size(); ++at) {
    resolved.push_back(text[at]);
    bool is_sign = text[at] == '$' || text[at] == '%';
    if (!is_sign || at + 1 >= text.size() || text[at + 1] != text[at]) continue;
    // Signs are taken in pairs: in `$$${` the first two are text, and nothing is escaped.
    ++at;
    if (at + 1 < text.size() && text[at + 1] == '{') continue;
    resolved.push_back(text[at]);
  }
  return arena.copy(std::string_view(resolved));
}

std::string_view normalize(base::Arena& arena, std::string_view text) {
  if (base::is_ascii(text)) return text;
  std::string normal = base::nfc(text);
  return normal == text ? text : arena.copy(std::string_view(normal));
}

}  // namespace wafpp::hcl
