#include <algorithm>
#include <string>

#include "value/big_number.h"
#include "value/number.h"

// Text to numbers, as Go's math/big reads it.

namespace wafpp::value {

namespace {

constexpr uint32_t kPrecision = 512;  // Of everything that is read from text.
// More digits than a number inside of the limit can use.
constexpr size_t kMaxDigits = 400'000;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// What `[sign] digits [. digits] [exponent]` says: digits * 2^twos * 5^fives.
struct Scanned {
  bool negative = false;
  std::string digits;  ///< Without leading zeros.
  int64_t twos = 0;
  int64_t fives = 0;
};

std::optional<Scanned> scan(std::string_view text) {
  Scanned result;
  size_t at = 0;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) result.negative = text[at++] == '-';
  bool point = false;
  bool any = false;
  int64_t fraction = 0;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !point)); ++at) {
    if (text[at] == '.') {
      point = true;
      continue;
    }
    any = true;
    if (point) ++fraction;
    if (text[at] != '0' || !result.digits.empty()) result.digits += text[at];
  }
  if (!any || result.digits.size() > kMaxDigits) return std::nullopt;

  int64_t exponent = 0;
  bool binary = false;
  if (at < text.size()) {
    if (text[at] != 'e' && text[at] != 'E' && text[at] != 'p' && text[at] != 'P') return std::nullopt;
    binary = text[at] == 'p' || text[at] == 'P';
    ++at;
    bool negative = false;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) negative = text[at++] == '-';
    if (at == text.size()) return std::nullopt;
    for (; at < text.size(); ++at) {
      if (!is_digit(text[at])) return std::nullopt;
      // Clamped: what follows refuses anything as large.
      exponent = std::min<int64_t>(exponent * 10 + (text[at] - '0'), int64_t{1} << 40);
    }
    if (negative) exponent = -exponent;
  }
  result.fives = -fraction + (binary ? 0 : exponent);
  result.twos = -fraction + exponent;
  return result;
}

/// 5^n in 576 bits, by the steps that Go takes, which round on the way: the last bit of the result depends on them.
void power_of_five(mpfr_t result, uint64_t n) {
  constexpr uint64_t kExact = 27;  // The largest power of five in 64 bits.
  mpfr_init2(result, kPrecision + 64);
  mpfr_ui_pow_ui(result, 5, static_cast<unsigned long>(std::min(n, kExact)), MPFR_RNDN);
  if (n <= kExact) return;
  mpfr_t factor;
  mpfr_init2(factor, kPrecision + 128);
  mpfr_set_ui(factor, 5, MPFR_RNDN);
  for (n -= kExact; n > 0; n >>= 1) {
    if ((n & 1) != 0) mpfr_mul(result, result, factor, MPFR_RNDN);
    mpfr_mul(factor, factor, factor, MPFR_RNDN);
  }
  mpfr_clear(factor);
}

std::optional<Number> from_digits(const Scanned& scanned) {
  auto* big = new BigNumber(kPrecision);
  if (scanned.digits.empty()) {
    mpfr_set_zero(big->value, scanned.negative ? -1 : 1);
    return BigNumber::adopt(big);
  }
  Integer integer;
  mpz_set_str(integer.get(), scanned.digits.c_str(), 10);
  if (scanned.fives == 0) {
    mpfr_set_z(big->value, integer.get(), MPFR_RNDN);
  } else {
    mpfr_t digits;
    mpfr_init2(digits, static_cast<mpfr_prec_t>(mpz_sizeinbase(integer.get(), 2)));
    mpfr_set_z(digits, integer.get(), MPFR_RNDN);
    mpfr_t power;
    power_of_five(power, static_cast<uint64_t>(std::abs(scanned.fives)));
    if (scanned.fives < 0) {
      mpfr_div(big->value, digits, power, MPFR_RNDN);
    } else {
      mpfr_mul(big->value, digits, power, MPFR_RNDN);
    }
    mpfr_clear(power);
    mpfr_clear(digits);
  }
  mpfr_mul_2si(big->value, big->value, scanned.twos, MPFR_RNDN);
  if (scanned.negative) mpfr_neg(big->value, big->value, MPFR_RNDN);
  return BigNumber::checked(big);
}

}  // namespace

std::optional<Number> Number::parse(std::string_view text) {
  std::string_view unsigned_text = text;
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) unsigned_text.remove_prefix(1);
  if (unsigned_text == "Inf" || unsigned_text == "inf") return infinity(text[0] == '-');
  // Nearly all numbers: few digits and nothing else.
  if (unsigned_text.size() <= 18 && !unsigned_text.empty() && std::all_of(unsigned_text.begin(), unsigned_text.end(), is_digit)) {
    int64_t value = 0;
    for (char digit : unsigned_text) value = value * 10 + (digit - '0');
    bool negative = text[0] == '-';
    if (value != 0 || !negative) return integer(negative ? -value : value, kPrecision);
  }
  auto scanned = scan(text);
  if (!scanned) return std::nullopt;
  // Roughly the decimal exponent; refused before the power is computed.
  if (!scanned->digits.empty()) {
    int64_t rough = std::max(std::abs(scanned->fives), std::abs(scanned->twos));
    if (rough > kMaxExponent + static_cast<int64_t>(4 * scanned->digits.size())) return std::nullopt;
  }
  return from_digits(*scanned);
}

std::optional<Number> Number::parse_integer(std::string_view digits, int base) {
  bool negative = false;
  if (!digits.empty() && (digits[0] == '+' || digits[0] == '-')) {
    negative = digits[0] == '-';
    digits.remove_prefix(1);
  }
  if (digits.empty() || base < 2 || base > 62 || digits.size() > static_cast<size_t>(kMaxExponent)) return std::nullopt;
  std::string swapped;  // GMP counts upper case first above base 36, Go lower case.
  swapped.reserve(digits.size());
  for (char c : digits) {
    int value;
    if (is_digit(c)) {
      value = c - '0';
      swapped += c;
    } else if (c >= 'a' && c <= 'z') {
      value = c - 'a' + 10;
      swapped += static_cast<char>(c - 'a' + 'A');
    } else if (c >= 'A' && c <= 'Z') {
      value = c - 'A' + (base > 36 ? 36 : 10);
      swapped += base > 36 ? static_cast<char>(c - 'A' + 'a') : c;
    } else {
      return std::nullopt;
    }
    if (value >= base) return std::nullopt;
  }
  Integer integer;
  mpz_set_str(integer.get(), swapped.c_str(), base);
  if (negative) mpz_neg(integer.get(), integer.get());
  auto bits = static_cast<uint32_t>(mpz_sizeinbase(integer.get(), 2));
  auto* big = new BigNumber(std::max<uint32_t>(bits, 64));
  mpfr_set_z(big->value, integer.get(), MPFR_RNDN);
  return BigNumber::checked(big);
}

}  // namespace wafpp::value
