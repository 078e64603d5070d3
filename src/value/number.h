#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Terraform's numbers: binary floating point as Go's `big.Float` in go-cty's use of it, exact to the bit, with int64 as fast
/// path. Precision is a property of each number (64 for integers that functions return, 512 for literals), as in cty.
///
/// A limit of our own: numbers are smaller than 2^`kMaxExponent` and larger than 2^-`kMaxExponent` (some 315,000 digits), so
/// that no short text stands for gigabytes. What would lie outside is refused (`nullopt`).
namespace wafpp::value {

struct BigNumber;  // MPFR behind the fence in big_number.h; counted.

class Number {
 public:
  static constexpr int64_t kMaxExponent = int64_t{1} << 20;

  Number() = default;  ///< 0
  /// An integer; `precision` 64 as `cty.NumberIntVal`, 512 as a literal.
  static Number integer(int64_t value, uint32_t precision = 64);
  /// As `cty.NumberFloatVal`: precision 53. `value` is not a NaN.
  static Number from_double(double value);
  static Number infinity(bool negative);
  /// As `cty.ParseNumberVal` (precision 512): decimal digits, fraction, exponent (`e`, or `p` for powers of two), sign, `Inf`;
  /// nullopt where it does not parse.
  static std::optional<Number> parse(std::string_view text);

  Number(const Number& other);
  Number(Number&& other) noexcept;
  Number& operator=(Number other) noexcept;
  ~Number();

  bool is_integer() const;
  bool is_infinite() const;
  bool is_negative() const;  ///< Also of -0, which Go knows.
  bool is_zero() const;
  int sign() const;  ///< -1, 0 (also of -0), 1.
  /// The value where it is an integer that fits.
  std::optional<int64_t> as_int64() const;
  /// Nearest double (as Go's `Float64()`).
  double as_double() const;
  uint32_t precision() const { return precision_; }

  /// As Terraform converts to string: full decimal without exponent, fewest digits that round back (`Text('f', -1)`).
  /// Infinities are "+Inf" and "-Inf", and -0 is "-0", as Go writes them.
  std::string text() const;

  /// cty's arithmetic. nullopt: there is no such number (`Inf - Inf`, `0 * Inf`, `0 / 0`, `Inf / Inf`), or it lies outside of the
  /// limit. A division of anything else by zero is infinite; `a % 0` is `a`, as in cty.
  static std::optional<Number> add(const Number& a, const Number& b);
  static std::optional<Number> subtract(const Number& a, const Number& b);
  static std::optional<Number> multiply(const Number& a, const Number& b);
  static std::optional<Number> divide(const Number& a, const Number& b);
  static std::optional<Number> modulo(const Number& a, const Number& b);
  Number negate() const;
  Number absolute() const;
  Number ceil() const;
  Number floor() const;
  Number truncate() const;  ///< Towards zero (Go's `Int`).
  /// Digits of the integer part in `base` 2 to 36 (format's %b %o %x), lower case; "" for an infinity.
  std::string integer_text(int base) const;
  /// As Go's `%e %E %f %g %G` with `precision` digits (-1: shortest).
  std::string format(char verb, int precision) const;
  /// An integer of any size in `base` 2 to 62 (parseint; above 36 lower case comes before upper case, as in Go); nullopt where it
  /// does not parse. Precision as Go's `SetInt`: bits needed, at least 64.
  static std::optional<Number> parse_integer(std::string_view digits, int base);

  /// -1, 0, 1, by value.
  static int compare(const Number& a, const Number& b);
  /// cty's `Equals`: integers by value, others by `text()`, so that 0.1 of precision 53 equals 0.1 of precision 512.
  static bool equals(const Number& a, const Number& b);
  friend bool operator==(const Number& a, const Number& b) { return compare(a, b) == 0; }

 private:
  friend class Value;
  friend struct BigNumber;
  int64_t small_ = 0;
  BigNumber* big_ = nullptr;  // Not null: the value is here. Integers that fit int64 are never here, but -0 is.
  uint32_t precision_ = 64;
};

}  // namespace wafpp::value
