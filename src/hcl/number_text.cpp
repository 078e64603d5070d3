#include "hcl/number_text.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "hcl/big_decimal.h"
#include "hcl/characters.h"

namespace wafpp::hcl {

namespace {

/// No text of a few bytes is to become gigabytes of zeros.
constexpr int64_t kMostDigits = 1'000'000;
/// Nor is rounding, whose cost is quadratic, to take seconds.
constexpr int64_t kMostRoundedDigits = 20'000;

/// Every decimal of so many digits has a binary neighbour of 512 bits to itself: it is its own shortest form.
constexpr size_t kExactDigits = 153;

/// A number as its significant digits, without zeros at either end, times a power of ten.
struct Decimal {
  bool negative = false;
  std::string digits;
  int64_t exponent = 0;
};

/// Where the exponent's digits begin, or the end.
size_t exponent_of(std::string_view text) { return std::min(text.find_first_of("eE"), text.size()); }

Decimal split(std::string_view text) {
  Decimal decimal;
  decimal.negative = text.starts_with('-');
  if (decimal.negative) text.remove_prefix(1);
  size_t mantissa_end = exponent_of(text);
  bool in_fraction = false;
  for (char c : text.substr(0, mantissa_end)) {
    if (c == '.') {
      in_fraction = true;
      continue;
    }
    if (in_fraction) --decimal.exponent;
    if (c != '0' || !decimal.digits.empty()) decimal.digits.push_back(c);
  }
  while (!decimal.digits.empty() && decimal.digits.back() == '0') {
    decimal.digits.pop_back();
    ++decimal.exponent;
  }
  if (mantissa_end < text.size()) {
    std::string_view exponent = text.substr(mantissa_end + 1);
    bool negative = exponent.starts_with('-');
    int64_t value = 0;
    for (char c : exponent) {
      if (is_in(c, kDigit)) value = std::min<int64_t>(value * 10 + (c - '0'), int64_t{1} << 40);
    }
    decimal.exponent += negative ? -value : value;
  }
  return decimal;
}

std::string in_full(const Decimal& decimal) {
  std::string text = decimal.negative ? "-" : "";
  auto size = static_cast<int64_t>(decimal.digits.size());
  int64_t point = size + decimal.exponent;  // Digits before the point.
  if (point <= 0) {
    text += "0.";
    text.append(static_cast<size_t>(-point), '0');
    text += decimal.digits;
  } else if (point >= size) {
    text += decimal.digits;
    text.append(static_cast<size_t>(point - size), '0');
  } else {
    text.append(decimal.digits, 0, static_cast<size_t>(point));
    text += '.';
    text.append(decimal.digits, static_cast<size_t>(point), std::string::npos);
  }
  return text;
}

}  // namespace

bool is_number(std::string_view text) {
  size_t at = text.starts_with('-') ? 1 : 0;
  auto digits = [&] {
    size_t begin = at;
    while (at < text.size() && is_in(text[at], kDigit)) ++at;
    return at > begin;
  };
  if (!digits()) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    digits();
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    size_t begin = at;
    if (!digits()) return false;
    // Go's exponents have 32 bits.
    while (begin < at && text[begin] == '0') ++begin;
    if (at - begin > 10 || (at - begin == 10 && text.substr(begin, 10) > "2147483647")) return false;
  }
  return at == text.size();
}

std::string canonical_number(std::string_view text) {
  Decimal decimal = split(text);
  if (decimal.digits.empty()) return decimal.negative ? "-0" : "0";
  auto size = static_cast<int64_t>(decimal.digits.size());
  if (size > kMostDigits || std::abs(decimal.exponent) > kMostDigits) return std::string(text);
  if (decimal.digits.size() > kExactDigits) {
    if (size > kMostRoundedDigits || std::abs(decimal.exponent) > kMostRoundedDigits) return std::string(text);
    round_to_512_bits(decimal.digits, decimal.exponent);
  }
  return in_full(decimal);
}

}  // namespace wafpp::hcl
