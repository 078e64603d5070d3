#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Terraform's numbers: binary floating point as Go's `big.Float` in go-cty's use of it, exact to the bit, with int64 as fast
/// path. Precision is a property of each number (64 for integers that functions return, 512 for literals), as in cty.
namespace wafpp::value {

struct BigNumber;  // MPFR behind the fence in number.cpp; counted.

class Number {
 public:
  Number() = default;  ///< 0
  /// An integer; `precision` 64 as `cty.NumberIntVal`, 512 as a literal.
  static Number integer(int64_t value, uint32_t precision = 64);
  /// As `cty.NumberFloatVal`: precision 53.
  static Number from_double(double value);
  static Number infinity(bool negative);
  /// As `cty.ParseNumberVal`: decimal digits, fraction, exponent, sign; nullopt where it does not parse.
  static std::optional<Number> parse(std::string_view text);

  Number(const Number& other);
  Number(Number&& other) noexcept;
  Number& operator=(Number other) noexcept;
  ~Number();

  bool is_integer() const;
  bool is_infinite() const;
  bool is_negative() const;
  bool is_zero() const;
  int sign() const;
  /// The value where it is an integer that fits.
  std::optional<int64_t> as_int64() const;
  /// Nearest double (as Go's `Float64()`).
  double as_double() const;
  uint32_t precision() const;

  /// As Terraform converts to string: full decimal without exponent, fewest digits that round back (`Text('f', -1)`).
  /// Infinities are "Inf" and "-Inf" as Go writes them.
  std::string text() const;

  /// cty's arithmetic. Division by zero and `Inf - Inf` are the caller's to refuse (nullopt here).
  static std::optional<Number> add(const Number& a, const Number& b);
  static std::optional<Number> subtract(const Number& a, const Number& b);
  static std::optional<Number> multiply(const Number& a, const Number& b);
  static std::optional<Number> divide(const Number& a, const Number& b);
  static std::optional<Number> modulo(const Number& a, const Number& b);
  Number negate() const;
  Number absolute() const;
  Number ceil() const;
  Number floor() const;
  /// Digits of the integer part in `base` 2 to 36 (format's %b %o %x); the number is an integer.
  std::string integer_text(int base) const;
  /// As Go's `%e %E %f %g %G` with `precision` digits (-1: shortest).
  std::string format(char verb, int precision) const;
  /// An integer of any size in `base` (parseint); nullopt where it does not parse.
  static std::optional<Number> parse_integer(std::string_view digits, int base);

  /// -1, 0, 1.
  static int compare(const Number& a, const Number& b);
  friend bool operator==(const Number& a, const Number& b) { return compare(a, b) == 0; }

 private:
  friend class Value;
  int64_t small_ = 0;
  BigNumber* big_ = nullptr;  // Not null: the value is here.
  uint32_t precision_ = 64;
};

}  // namespace wafpp::value
