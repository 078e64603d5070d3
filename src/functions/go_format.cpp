#include "functions/go_format.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/unicode.h"
#include "value/quote.h"

namespace wafpp::functions {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A character as Go's `%q` writes a rune.
std::string quote_character(std::string_view text, size_t at) {
  std::string_view character = text.substr(at, base::decode(text, at).size);
  if (character == "'") return R"('\'')";
  if (character == "\"") return R"('"')";
  std::string quoted = value::quote(character);
  quoted.front() = quoted.back() = '\'';
  return quoted;
}

/// Reads digits where there are any.
class Digits {
 public:
  Digits(std::string_view text, size_t& at) {
    // `fmt` gives up before it would multiply a number above this.
    constexpr uint64_t kFmtLimit = 1'000'000;
    for (; at < text.size() && is_digit(text[at]); ++at) {
      beyond_fmt_ = beyond_fmt_ || value_ > kFmtLimit;
      value_ = value_ * 10 + static_cast<uint64_t>(text[at] - '0');
    }
  }
  int64_t value() const { return static_cast<int64_t>(value_); }
  bool beyond_fmt() const { return beyond_fmt_; }

 private:
  uint64_t value_ = 0;
  bool beyond_fmt_ = false;
};

/// What `fmt` writes when it meets the end of the format where it wants a verb.
std::string no_verb(std::string_view type, const std::string& argument) { return fmt::format("%!(NOVERB)%!(EXTRA {}={})", type, argument); }

std::string_view sign_of(const FormatVerb& verb, bool is_negative) {
  if (is_negative) return "-";
  if (verb.plus) return "+";
  return verb.space ? " " : "";
}

std::string repeated(int64_t count, char c) { return std::string(static_cast<size_t>(std::max<int64_t>(count, 0)), c); }

int base_of(char mode) {
  switch (mode) {
    case 'b':
      return 2;
    case 'o':
      return 8;
    case 'd':
      return 10;
    default:
      return 16;
  }
}

std::string_view base_prefix(char mode) {
  switch (mode) {
    case 'b':
      return "0b";
    case 'o':
      return "0";
    case 'x':
      return "0x";
    case 'X':
      return "0X";
    default:
      return "";
  }
}

}  // namespace

tl::expected<FormatVerb, std::string> read_verb(std::string_view format, size_t offset, int64_t next) {
  FormatVerb verb{.offset = offset, .argument = next};
  size_t at = offset + 1;
  auto wrong = [&]() -> tl::unexpected<std::string> {
    if (at >= format.size()) return tl::unexpected(fmt::format("invalid format string starting at offset {}", at));
    return tl::unexpected(fmt::format("unrecognized format character {} at offset {}", quote_character(format, at), at));
  };

  for (; at < format.size(); ++at) {
    char c = format[at];
    if (c != '#' && c != '0' && c != '-' && c != '+' && c != ' ') break;
    verb.sharp = verb.sharp || c == '#';
    verb.zero = verb.zero || c == '0';
    verb.minus = verb.minus || c == '-';
    verb.plus = verb.plus || c == '+';
    verb.space = verb.space || c == ' ';
  }
  if (at < format.size() && is_digit(format[at])) {
    Digits width(format, at);
    verb.beyond_fmt = width.beyond_fmt();
    verb.width = width.value();
  }
  if (at < format.size() && format[at] == '.') {
    ++at;
    Digits precision(format, at);
    verb.beyond_fmt = verb.beyond_fmt || precision.beyond_fmt();
    verb.precision = precision.value();
  }
  if (at < format.size() && format[at] == '[') {
    ++at;
    // An index begins with 1 to 9.
    if (at >= format.size() || !is_digit(format[at]) || format[at] == '0') return wrong();
    verb.argument = Digits(format, at).value();
    if (at >= format.size() || format[at] != ']') return wrong();
    ++at;
  }
  if (at >= format.size() || !is_letter(format[at])) return wrong();
  verb.mode = format[at];
  verb.text = format.substr(offset, at + 1 - offset);
  return verb;
}

uint64_t padding_of(const FormatVerb& verb) {
  if (verb.beyond_fmt) return 0;
  return static_cast<uint64_t>(std::max<int64_t>({verb.width.value_or(0), verb.precision.value_or(0), 0}));
}

std::string format_integer(const FormatVerb& verb, const value::Number& number) {
  if (verb.beyond_fmt) return no_verb("*big.Int", number.integer_text(10));
  std::string digits = number.absolute().integer_text(base_of(verb.mode));
  if (verb.mode == 'X') std::transform(digits.begin(), digits.end(), digits.begin(), [](char c) { return c >= 'a' ? c - 'a' + 'A' : c; });
  if (verb.precision == 0 && digits == "0") return "";

  std::string_view sign = sign_of(verb, number.sign() < 0);
  std::string_view prefix = verb.sharp ? base_prefix(verb.mode) : "";
  auto size = static_cast<int64_t>(digits.size());
  int64_t zeros = std::max<int64_t>(verb.precision.value_or(0) - size, 0);
  int64_t missing = verb.width.value_or(0) - static_cast<int64_t>(sign.size() + prefix.size()) - zeros - size;
  int64_t left = 0;
  int64_t right = 0;
  // Spaces to the right go before zeros, and zeros are for numbers without a precision.
  if (verb.minus) {
    right = missing;
  } else if (verb.zero && !verb.precision) {
    zeros += std::max<int64_t>(missing, 0);
  } else {
    left = missing;
  }
  return fmt::format("{}{}{}{}{}{}", repeated(left, ' '), sign, prefix, repeated(zeros, '0'), digits, repeated(right, ' '));
}

std::string format_float(const FormatVerb& verb, const value::Number& number) {
  if (verb.beyond_fmt) return no_verb("*big.Float", number.format('g', -1));
  bool is_shortest = !verb.precision && (verb.mode == 'g' || verb.mode == 'G');
  std::string text = number.format(verb.mode, is_shortest ? -1 : static_cast<int>(verb.precision.value_or(6)));
  std::string_view digits = text;
  std::string_view sign;
  if (digits.starts_with('-')) {
    sign = "-";
    digits.remove_prefix(1);
  } else if (digits.starts_with('+')) {
    // Only +Inf has a sign of its own.
    sign = verb.space ? " " : "+";
    digits.remove_prefix(1);
  } else {
    sign = sign_of(verb, false);
  }
  int64_t missing = verb.width.value_or(0) - static_cast<int64_t>(sign.size() + digits.size());
  // Unlike for integers, zeros to the left go before spaces to the right.
  if (verb.zero && !number.is_infinite()) return fmt::format("{}{}{}", sign, repeated(missing, '0'), digits);
  if (verb.minus) return fmt::format("{}{}{}", sign, digits, repeated(missing, ' '));
  return fmt::format("{}{}{}", repeated(missing, ' '), sign, digits);
}

}  // namespace wafpp::functions
