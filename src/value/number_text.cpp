#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "base/check.h"
#include "value/big_number.h"
#include "value/number.h"

// Numbers as text, as Go's math/big writes them.
//
// The problem: find the fewest decimal digits that a reader of the same precision turns back into the same number. The idea is
// Go's: write the number and the two midpoints to its neighbours as exact decimals (any binary fraction has one), walk over the
// digits from the left, and stop as soon as rounding there stays between the midpoints. Go takes the midpoints half a unit of the
// last place away on both sides, also at powers of two, where the lower neighbour is nearer; so do we. The cost is that of the
// exact decimals: a few microseconds for 512 bits, and at most kMaxExponent digits.

namespace wafpp::value {

namespace {

/// 0.d1d2d3... times ten to the power of `exponent`; no trailing zeros; no digits for zero.
struct Decimal {
  std::string digits;
  int64_t exponent = 0;

  char at(int64_t index) const { return index >= 0 && index < size() ? digits[static_cast<size_t>(index)] : '0'; }
  int64_t size() const { return static_cast<int64_t>(digits.size()); }

  void trim() {
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.empty()) exponent = 0;
  }
  void round_down(int64_t count) {
    if (count < 0 || count >= size()) return;
    digits.resize(static_cast<size_t>(count));
    trim();
  }
  void round_up(int64_t count) {
    if (count < 0 || count >= size()) return;
    while (count > 0 && digits[static_cast<size_t>(count - 1)] == '9') --count;
    if (count == 0) {
      digits = "1";
      ++exponent;
      return;
    }
    ++digits[static_cast<size_t>(count - 1)];
    digits.resize(static_cast<size_t>(count));
  }
  /// To the nearest; halfway to the even digit.
  void round(int64_t count) {
    if (count < 0 || count >= size()) return;
    char next = at(count);
    bool up = next >= '5';
    if (next == '5' && count + 1 == size()) up = count > 0 && (at(count - 1) - '0') % 2 != 0;
    up ? round_up(count) : round_down(count);
  }
};

std::string digits_of(mpz_srcptr integer, int base) {
  std::string text(mpz_sizeinbase(integer, base) + 2, '\0');
  mpz_get_str(text.data(), base, integer);
  text.resize(text.find('\0'));
  return text;
}

/// The exact decimal of `mantissa` * 2^`exponent`; the mantissa is not negative.
Decimal exact_decimal(mpz_srcptr mantissa, int64_t exponent) {
  Integer scaled;
  Decimal result;
  int64_t point = 0;  // Digits behind the point.
  if (exponent >= 0) {
    mpz_mul_2exp(scaled.get(), mantissa, static_cast<mp_bitcnt_t>(exponent));
  } else {
    // Trailing zero bits first: the power of five stays small.
    auto zeros = static_cast<int64_t>(mpz_sgn(mantissa) == 0 ? 0 : mpz_scan1(mantissa, 0));
    int64_t drop = std::min(zeros, -exponent);
    point = -exponent - drop;
    Integer power;
    mpz_ui_pow_ui(power.get(), 5, static_cast<unsigned long>(point));
    mpz_tdiv_q_2exp(scaled.get(), mantissa, static_cast<mp_bitcnt_t>(drop));
    mpz_mul(scaled.get(), scaled.get(), power.get());
  }
  if (mpz_sgn(scaled.get()) == 0) return result;
  result.digits = digits_of(scaled.get(), 10);
  result.exponent = result.size() - point;
  result.trim();
  return result;
}

/// Go's roundShortest: shortens `decimal`, which is `mantissa` * 2^`exponent` exactly, for a reader of `precision` bits.
void round_shortest(Decimal& decimal, const Integer& mantissa, int64_t exponent, uint32_t precision) {
  if (decimal.digits.empty()) return;
  // One bit more than the precision: the last bit is then half a unit of the last place.
  int64_t shift = static_cast<int64_t>(mpz_sizeinbase(mantissa.get(), 2)) - static_cast<int64_t>(precision + 1);
  Integer middle;
  if (shift < 0) {
    mpz_mul_2exp(middle.get(), mantissa.get(), static_cast<mp_bitcnt_t>(-shift));
  } else {
    mpz_tdiv_q_2exp(middle.get(), mantissa.get(), static_cast<mp_bitcnt_t>(shift));
  }
  exponent += shift;
  bool inclusive = mpz_tstbit(middle.get(), 1) == 0;  // Halfway reads back as the even one.
  Integer bound;
  mpz_sub_ui(bound.get(), middle.get(), 1);
  Decimal lower = exact_decimal(bound.get(), exponent);
  mpz_add_ui(bound.get(), middle.get(), 1);
  Decimal upper = exact_decimal(bound.get(), exponent);

  for (int64_t i = 0; i < decimal.size(); ++i) {
    char digit = decimal.at(i);
    char low = lower.at(i);
    char high = upper.at(i);
    bool down = low != digit || (inclusive && i + 1 == lower.size());
    bool up = digit != high && (inclusive || digit + 1 < high || i + 1 < upper.size());
    if (down && up) return decimal.round(i + 1);
    if (down) return decimal.round_down(i + 1);
    if (up) return decimal.round_up(i + 1);
  }
}

void append_e(std::string& to, char verb, int64_t precision, const Decimal& decimal) {
  to += decimal.digits.empty() ? '0' : decimal.digits[0];
  if (precision > 0) {
    to += '.';
    for (int64_t i = 1; i <= precision; ++i) to += decimal.at(i);
  }
  to += verb;
  int64_t exponent = decimal.digits.empty() ? 0 : decimal.exponent - 1;
  to += exponent < 0 ? '-' : '+';
  exponent = std::abs(exponent);
  if (exponent < 10) to += '0';
  to += std::to_string(exponent);
}

void append_f(std::string& to, int64_t precision, const Decimal& decimal) {
  if (decimal.exponent > 0) {
    int64_t whole = std::min(decimal.size(), decimal.exponent);
    to.append(decimal.digits, 0, static_cast<size_t>(whole));
    to.append(static_cast<size_t>(decimal.exponent - whole), '0');
  } else {
    to += '0';
  }
  if (precision > 0) {
    to += '.';
    for (int64_t i = 0; i < precision; ++i) to += decimal.at(decimal.exponent + i);
  }
}

}  // namespace

std::string Number::text() const {
  // Exact digits are the fewest ones as long as the unit of the last place is no more than 1.
  if (big_ == nullptr && (precision_ >= 64 || (small_ >> precision_) == 0 || (small_ >> precision_) == -1)) {
    std::array<char, 24> buffer;
    auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), small_).ptr;
    return {buffer.data(), end};
  }
  if (big_ != nullptr && mpfr_regular_p(big_->value) != 0 && mpfr_integer_p(big_->value) != 0 &&
      mpfr_get_exp(big_->value) <= static_cast<mpfr_exp_t>(precision_)) {
    return integer_text(10);
  }
  return format('f', -1);
}

std::string Number::integer_text(int base) const {
  WAFPP_CHECK(base >= 2 && base <= 36, "no such base");
  if (is_infinite()) return "";
  Operand operand(*this);
  Integer integer;
  mpfr_get_z(integer.get(), operand.get(), MPFR_RNDZ);
  return digits_of(integer.get(), base);
}

std::string Number::format(char verb, int digits) const {
  std::string result;
  if (is_negative()) result += '-';
  if (is_infinite()) return result.empty() ? "+Inf" : "-Inf";

  Decimal decimal;
  Integer mantissa;
  int64_t exponent = 0;
  if (!is_zero()) {
    Operand operand(*this);
    exponent = mpfr_get_z_2exp(mantissa.get(), operand.get());
    mpz_abs(mantissa.get(), mantissa.get());
    decimal = exact_decimal(mantissa.get(), exponent);
  }
  bool shortest = digits < 0;
  int64_t precision = digits;
  if (shortest) {
    round_shortest(decimal, mantissa, exponent, precision_);
    switch (verb) {
      case 'e':
      case 'E':
        precision = decimal.size() - 1;
        break;
      case 'f':
        precision = std::max<int64_t>(decimal.size() - decimal.exponent, 0);
        break;
      default:
        precision = decimal.size();
    }
  } else {
    switch (verb) {
      case 'e':
      case 'E':
        decimal.round(1 + precision);
        break;
      case 'f':
        decimal.round(decimal.exponent + precision);
        break;
      default:
        precision = std::max<int64_t>(precision, 1);
        decimal.round(precision);
    }
  }

  switch (verb) {
    case 'e':
    case 'E':
      append_e(result, verb, precision, decimal);
      return result;
    case 'f':
      append_f(result, precision, decimal);
      return result;
    case 'g':
    case 'G':
      break;
    default:
      WAFPP_CHECK(false, "no such verb");
  }
  int64_t limit = precision;
  if (limit > decimal.size() && decimal.size() >= decimal.exponent) limit = decimal.size();
  if (shortest) limit = 6;
  int64_t power = decimal.exponent - 1;
  if (power < -4 || power >= limit) {
    append_e(result, static_cast<char>(verb + 'e' - 'g'), std::min(precision, decimal.size()) - 1, decimal);
    return result;
  }
  if (precision > decimal.exponent) precision = decimal.size();
  append_f(result, std::max<int64_t>(precision - decimal.exponent, 0), decimal);
  return result;
}

}  // namespace wafpp::value
