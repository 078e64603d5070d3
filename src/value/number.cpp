#include "value/number.h"

#include <bit>
#include <cmath>
#include <utility>

#include "base/check.h"
#include "value/big_number.h"

namespace wafpp::value {

namespace {

constexpr uint32_t kProductPrecision = 512;  // cty multiplies in this precision.

uint64_t magnitude(int64_t value) { return value < 0 ? ~static_cast<uint64_t>(value) + 1 : static_cast<uint64_t>(value); }

/// Whether an integer keeps its value in `precision` bits.
bool fits(int64_t value, uint32_t precision) {
  if (precision >= 64) return true;
  uint64_t bits = magnitude(value);
  return bits == 0 || static_cast<uint32_t>(std::bit_width(bits) - std::countr_zero(bits)) <= precision;
}

}  // namespace

Operand::Operand(const Number& number) {
  if (auto small = number.as_int64(); small && !(number.is_zero() && number.is_negative())) {
    mpfr_init2(own_, 64);
    mpfr_set_sj(own_, *small, MPFR_RNDN);
  } else {
    borrowed_ = BigNumber::of(number).value;
  }
}
Operand::~Operand() {
  if (borrowed_ == nullptr) mpfr_clear(own_);
}

Number BigNumber::adopt(BigNumber* number) {
  Number result;
  result.precision_ = number->precision;
  bool negative_zero = mpfr_zero_p(number->value) != 0 && mpfr_signbit(number->value) != 0;
  if (!negative_zero && mpfr_integer_p(number->value) != 0 && mpfr_fits_intmax_p(number->value, MPFR_RNDN) != 0) {
    result.small_ = mpfr_get_sj(number->value, MPFR_RNDN);
    delete number;
  } else {
    result.big_ = number;
  }
  return result;
}

std::optional<Number> BigNumber::checked(BigNumber* number) {
  bool refused = mpfr_nan_p(number->value) != 0 ||
                 (mpfr_regular_p(number->value) != 0 && std::abs(mpfr_get_exp(number->value)) > Number::kMaxExponent);
  if (refused) {
    delete number;
    return std::nullopt;
  }
  return adopt(number);
}

Number Number::integer(int64_t value, uint32_t precision) {
  WAFPP_CHECK(precision >= 64, "an integer needs 64 bits");
  Number result;
  result.small_ = value;
  result.precision_ = precision;
  return result;
}

Number Number::from_double(double value) {
  WAFPP_CHECK(!std::isnan(value), "there is no such number");
  auto* big = new BigNumber(53);
  mpfr_set_d(big->value, value, MPFR_RNDN);
  return BigNumber::adopt(big);
}

Number Number::infinity(bool negative) {
  auto* big = new BigNumber(0);
  mpfr_set_inf(big->value, negative ? -1 : 1);
  return BigNumber::adopt(big);
}

Number::Number(const Number& other) : small_(other.small_), big_(other.big_), precision_(other.precision_) {
  if (big_ != nullptr) big_->retain();
}
Number::Number(Number&& other) noexcept : small_(other.small_), big_(std::exchange(other.big_, nullptr)), precision_(other.precision_) {}
Number& Number::operator=(Number other) noexcept {
  std::swap(small_, other.small_);
  std::swap(big_, other.big_);
  std::swap(precision_, other.precision_);
  return *this;
}
Number::~Number() {
  if (big_ != nullptr && big_->release()) delete big_;
}

bool Number::is_integer() const { return big_ == nullptr || mpfr_integer_p(big_->value) != 0; }
bool Number::is_infinite() const { return big_ != nullptr && mpfr_inf_p(big_->value) != 0; }
bool Number::is_negative() const { return big_ == nullptr ? small_ < 0 : mpfr_signbit(big_->value) != 0; }
bool Number::is_zero() const { return sign() == 0; }
int Number::sign() const {
  if (big_ == nullptr) return (small_ > 0) - (small_ < 0);
  int sign = mpfr_sgn(big_->value);
  return (sign > 0) - (sign < 0);
}

std::optional<int64_t> Number::as_int64() const {
  if (big_ == nullptr) return small_;
  if (mpfr_zero_p(big_->value) != 0) return 0;  // -0
  return std::nullopt;
}

double Number::as_double() const { return big_ == nullptr ? static_cast<double>(small_) : mpfr_get_d(big_->value, MPFR_RNDN); }

std::optional<Number> Number::add(const Number& a, const Number& b) {
  uint32_t precision = std::max(a.precision_, b.precision_);
  int64_t sum;
  if (a.big_ == nullptr && b.big_ == nullptr && !__builtin_add_overflow(a.small_, b.small_, &sum) && fits(sum, precision)) {
    Number result;
    result.small_ = sum;
    result.precision_ = precision;
    return result;
  }
  Operand left(a);
  Operand right(b);
  auto* big = new BigNumber(precision);
  mpfr_add(big->value, left.get(), right.get(), MPFR_RNDN);
  return BigNumber::checked(big);
}

std::optional<Number> Number::subtract(const Number& a, const Number& b) { return add(a, b.negate()); }

std::optional<Number> Number::multiply(const Number& a, const Number& b) {
  uint32_t precision = std::max(a.precision_, b.precision_);
  int64_t product;
  // A product of zero may be -0.
  if (a.big_ == nullptr && b.big_ == nullptr && !__builtin_mul_overflow(a.small_, b.small_, &product) && product != 0) {
    uint64_t bits = magnitude(product);
    Number result;
    result.small_ = product;
    result.precision_ = std::max(precision, static_cast<uint32_t>(std::bit_width(bits) - std::countr_zero(bits)));
    return result;
  }
  Operand left(a);
  Operand right(b);
  mpfr_t exact;
  mpfr_init2(exact, kProductPrecision);
  mpfr_mul(exact, left.get(), right.get(), MPFR_RNDN);
  // Then as much precision as the larger operand has, or as the product needs.
  if (mpfr_regular_p(exact) != 0) precision = std::max(precision, static_cast<uint32_t>(mpfr_min_prec(exact)));
  auto* big = new BigNumber(precision);
  mpfr_set(big->value, exact, MPFR_RNDN);
  mpfr_clear(exact);
  return BigNumber::checked(big);
}

std::optional<Number> Number::divide(const Number& a, const Number& b) {
  uint32_t precision = std::max(a.precision_, b.precision_);
  bool small = a.big_ == nullptr && b.big_ == nullptr && a.small_ != 0 && b.small_ != 0 && b.small_ != -1;
  if (small && a.small_ % b.small_ == 0 && fits(a.small_ / b.small_, precision)) {
    Number result;
    result.small_ = a.small_ / b.small_;
    result.precision_ = precision;
    return result;
  }
  Operand left(a);
  Operand right(b);
  auto* big = new BigNumber(precision);
  mpfr_div(big->value, left.get(), right.get(), MPFR_RNDN);
  return BigNumber::checked(big);
}

std::optional<Number> Number::modulo(const Number& a, const Number& b) {
  if (a.is_infinite() || b.is_infinite()) return std::nullopt;
  if (b.is_zero()) return a;
  bool small = a.big_ == nullptr && b.big_ == nullptr && a.small_ != INT64_MIN;
  // The steps below give the same for small operands, as long as no precision is lost on the way.
  if (small && a.precision_ >= 64 && b.precision_ >= 64) {
    Number result;
    result.small_ = b.small_ == -1 ? 0 : a.small_ % b.small_;
    result.precision_ = a.precision_;
    return result;
  }
  // cty: a - b * trunc(a / b), where all but the quotient has a's precision.
  auto quotient = divide(a, b);
  if (!quotient) return std::nullopt;
  Number whole = quotient->truncate();
  Operand left(a);
  Operand right(b);
  Operand times(whole);
  auto* big = new BigNumber(a.precision_);
  mpfr_set(big->value, times.get(), MPFR_RNDN);
  mpfr_mul(big->value, right.get(), big->value, MPFR_RNDN);
  mpfr_sub(big->value, left.get(), big->value, MPFR_RNDN);
  return BigNumber::checked(big);
}

Number Number::negate() const {
  if (big_ == nullptr && small_ != 0 && small_ != INT64_MIN) {
    Number result = *this;
    result.small_ = -small_;
    return result;
  }
  Operand operand(*this);
  auto* big = new BigNumber(precision_);
  mpfr_neg(big->value, operand.get(), MPFR_RNDN);
  return BigNumber::adopt(big);
}

Number Number::absolute() const { return is_negative() ? negate() : *this; }

namespace {

/// To an integer of the same precision; -0.5 becomes 0, not -0, since Go goes through `big.Int`.
Number rounded(const Number& number, mpfr_rnd_t direction) {
  if (number.is_infinite()) return number;
  Operand operand(number);
  Integer integer;
  mpfr_get_z(integer.get(), operand.get(), direction);
  auto* big = new BigNumber(number.precision());
  mpfr_set_z(big->value, integer.get(), MPFR_RNDN);
  return BigNumber::adopt(big);
}

}  // namespace

Number Number::ceil() const { return big_ == nullptr ? *this : rounded(*this, MPFR_RNDU); }
Number Number::floor() const { return big_ == nullptr ? *this : rounded(*this, MPFR_RNDD); }
Number Number::truncate() const { return big_ == nullptr ? *this : rounded(*this, MPFR_RNDZ); }

int Number::compare(const Number& a, const Number& b) {
  if (a.big_ == nullptr && b.big_ == nullptr) return (a.small_ > b.small_) - (a.small_ < b.small_);
  Operand left(a);
  Operand right(b);
  int order = mpfr_cmp(left.get(), right.get());
  return (order > 0) - (order < 0);
}

bool Number::equals(const Number& a, const Number& b) {
  if (a.big_ == nullptr && b.big_ == nullptr) return a.small_ == b.small_;
  if (a.sign() != b.sign() || a.is_infinite() != b.is_infinite()) return false;
  if (a.is_zero() || a.is_infinite()) return true;
  if (a.is_integer() != b.is_integer()) return false;
  if (compare(a, b) == 0) return true;
  // Of equal precision, different values have different texts.
  return !a.is_integer() && a.precision_ != b.precision_ && a.text() == b.text();
}

}  // namespace wafpp::value
