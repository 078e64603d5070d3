#include "hcl/big_decimal.h"

#include <algorithm>
#include <vector>

// Terraform keeps a literal as a binary float of 512 bits and shows as many digits as tell it from its neighbours. A literal
// with more digits than such a float holds (154) must therefore go to binary and back to be written as Terraform writes it.
//
// To binary: digits × 10^exponent is a fraction n/d of two integers. Both are shifted until 1/2 <= n/d < 1; then each doubling
// of n gives one bit. Back: half a unit of the last bit above and below the float lie decimals that still round to it; digit by
// digit we go on until both neighbours are left behind, as Go's big.Float does it.
//
// Numbers are small (the caller has a limit), so schoolbook arithmetic on 32-bit words is enough.

namespace wafpp::hcl {

namespace {

constexpr size_t kBits = 512;

/// A natural number, least significant word first, without zero words at the end.
class Natural {
 public:
  explicit Natural(uint32_t value = 0) {
    if (value != 0) words_.push_back(value);
  }

  void multiply_add(uint32_t factor, uint32_t summand) {
    uint64_t carry = summand;
    for (uint32_t& word : words_) {
      carry += uint64_t{word} * factor;
      word = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
    if (carry != 0) words_.push_back(static_cast<uint32_t>(carry));
  }
  void multiply_power(uint32_t base, int64_t exponent) {
    for (; exponent > 0; --exponent) multiply_add(base, 0);
  }
  void shift_left(size_t bits) {
    multiply_add(uint32_t{1} << bits % 32, 0);
    if (!words_.empty()) words_.insert(words_.begin(), bits / 32, 0);
  }
  /// Divides by 10^9 and returns the remainder.
  uint32_t divide_by_billion() {
    uint64_t rest = 0;
    for (size_t i = words_.size(); i-- > 0;) {
      rest = rest << 32 | words_[i];
      words_[i] = static_cast<uint32_t>(rest / 1'000'000'000);
      rest %= 1'000'000'000;
    }
    trim();
    return static_cast<uint32_t>(rest);
  }
  /// `other` is not larger.
  void subtract(const Natural& other) {
    int64_t carry = 0;
    for (size_t i = 0; i < words_.size(); ++i) {
      carry += int64_t{words_[i]} - (i < other.words_.size() ? other.words_[i] : 0);
      words_[i] = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
    trim();
  }
  bool is_less(const Natural& other) const {
    if (words_.size() != other.words_.size()) return words_.size() < other.words_.size();
    return std::lexicographical_compare(words_.rbegin(), words_.rend(), other.words_.rbegin(), other.words_.rend());
  }
  bool is_zero() const { return words_.empty(); }
  bool is_odd() const { return !words_.empty() && (words_[0] & 1) != 0; }
  size_t bits() const { return words_.empty() ? 0 : 32 * words_.size() - static_cast<size_t>(__builtin_clz(words_.back())); }

  std::string decimal() const {
    Natural rest = *this;
    std::string reversed;
    while (!rest.is_zero()) {
      uint32_t group = rest.divide_by_billion();
      for (int i = 0; i < 9; ++i, group /= 10) reversed.push_back(static_cast<char>('0' + group % 10));
    }
    size_t last = reversed.find_last_not_of('0');
    return {reversed.rend() - static_cast<std::ptrdiff_t>(last) - 1, reversed.rend()};
  }

 private:
  void trim() {
    while (!words_.empty() && words_.back() == 0) words_.pop_back();
  }
  std::vector<uint32_t> words_;
};

/// mantissa × 2^exponent, the mantissa of `kBits` bits.
struct Binary {
  Natural mantissa;
  int64_t exponent = 0;
};

Binary to_binary(const std::string& digits, int64_t exponent) {
  Natural numerator;
  for (char digit : digits) {
    if (numerator.is_zero()) {
      numerator = Natural(static_cast<uint32_t>(digit - '0'));
    } else {
      numerator.multiply_add(10, static_cast<uint32_t>(digit - '0'));
    }
  }
  Natural denominator(1);
  numerator.multiply_power(10, exponent);
  denominator.multiply_power(10, -exponent);
  auto difference = static_cast<int64_t>(numerator.bits()) - static_cast<int64_t>(denominator.bits());
  if (difference > 0) denominator.shift_left(static_cast<size_t>(difference));
  if (difference < 0) numerator.shift_left(static_cast<size_t>(-difference));
  if (!numerator.is_less(denominator)) {
    denominator.shift_left(1);
    ++difference;
  }
  Binary binary;
  binary.exponent = difference - static_cast<int64_t>(kBits);
  for (size_t i = 0; i < kBits; ++i) {
    numerator.shift_left(1);
    bool bit = !numerator.is_less(denominator);
    if (bit) numerator.subtract(denominator);
    if (binary.mantissa.is_zero()) {
      binary.mantissa = Natural(bit ? 1 : 0);
    } else {
      binary.mantissa.multiply_add(2, bit ? 1 : 0);
    }
  }
  // To nearest; a tie goes to the even mantissa.
  numerator.shift_left(1);
  bool is_tie = !numerator.is_less(denominator) && !denominator.is_less(numerator);
  bool is_above = denominator.is_less(numerator);
  if (is_above || (is_tie && binary.mantissa.is_odd())) binary.mantissa.multiply_add(1, 1);
  if (binary.mantissa.bits() > kBits) {
    // 11...1 became 100...0, which has a bit too many.
    binary.mantissa = Natural(1);
    binary.mantissa.shift_left(kBits - 1);
    ++binary.exponent;
  }
  return binary;
}

/// The decimal digits of `mantissa` × 2^`exponent` without zeros at the end, and how many of them stand before the point.
std::string decimal_digits(Natural mantissa, int64_t exponent, int64_t& point) {
  if (exponent >= 0) {
    mantissa.shift_left(static_cast<size_t>(exponent));
  } else {
    mantissa.multiply_power(5, -exponent);
  }
  std::string digits = mantissa.decimal();
  point = static_cast<int64_t>(digits.size()) + std::min<int64_t>(exponent, 0);
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits;
}

/// Keeps `count` digits, rounded away from zero.
void round_up(std::string& digits, size_t count, int64_t& point) {
  digits.resize(count);
  while (!digits.empty() && digits.back() == '9') digits.pop_back();
  if (digits.empty()) {
    digits = "1";
    ++point;
  } else {
    ++digits.back();
  }
}

}  // namespace

void round_to_512_bits(std::string& digits, int64_t& exponent) {
  Binary binary = to_binary(digits, exponent);
  bool inclusive = !binary.mantissa.is_odd();
  // In halves of a unit, so that the bounds are integers.
  Natural halves = binary.mantissa;
  halves.shift_left(1);
  Natural below = halves;
  below.subtract(Natural(1));
  Natural above = halves;
  above.multiply_add(1, 1);
  int64_t point = 0;
  int64_t ignored = 0;
  std::string exact = decimal_digits(halves, binary.exponent - 1, point);
  std::string lower = decimal_digits(below, binary.exponent - 1, ignored);
  std::string upper = decimal_digits(above, binary.exponent - 1, ignored);
  auto digit = [](const std::string& of, size_t i) { return i < of.size() ? of[i] : '0'; };
  for (size_t i = 0; i < exact.size(); ++i) {
    char low = digit(lower, i);
    char mid = exact[i];
    char high = digit(upper, i);
    bool can_truncate = low != mid || (inclusive && i + 1 == lower.size());
    bool can_round_up = mid != high && (inclusive || mid + 1 < high || i + 1 < upper.size());
    if (!can_truncate && !can_round_up) continue;
    // Where both are allowed, the nearer one; a tie goes to the even digit.
    bool up = !can_truncate;
    if (can_truncate && can_round_up && i + 1 < exact.size()) {
      bool is_half = exact[i + 1] == '5' && i + 2 == exact.size();
      up = is_half ? (mid - '0') % 2 != 0 : exact[i + 1] >= '5';
    }
    if (up) {
      round_up(exact, i + 1, point);
    } else {
      exact.resize(i + 1);
    }
    break;
  }
  exact.erase(exact.find_last_not_of('0') + 1);
  digits = exact;
  exponent = point - static_cast<int64_t>(digits.size());
}

}  // namespace wafpp::hcl
