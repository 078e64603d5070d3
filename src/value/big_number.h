#pragma once

// The fence around MPFR and GMP: only the number*.cpp files include this.

#include <cstdint>
#include <optional>

#define MPFR_USE_INTMAX_T
#include <gmp.h>
#include <mpfr.h>

#include "value/counted.h"
#include "value/number.h"

namespace wafpp::value {

/// A number that is no int64: MPFR's value with cty's precision. Owned by counting, immutable once shared.
struct BigNumber : Counted {
  /// `precision` 0 is Go's for a bare infinity; MPFR needs at least one bit.
  explicit BigNumber(uint32_t bits) : precision(bits) { mpfr_init2(value, static_cast<mpfr_prec_t>(bits == 0 ? 1 : bits)); }
  ~BigNumber() { mpfr_clear(value); }
  BigNumber(const BigNumber&) = delete;
  BigNumber& operator=(const BigNumber&) = delete;

  /// Takes ownership of `number`: as an int64 where it is one, else as it is.
  static Number adopt(BigNumber* number);
  /// The same; nullopt for a NaN and outside of the limit.
  static std::optional<Number> checked(BigNumber* number);
  /// The MPFR value of `number`, which is big.
  static const BigNumber& of(const Number& number) { return *number.big_; }

  uint32_t precision;
  mpfr_t value;
};

/// Reads a number as MPFR value, whether it is big or not; lives for one operation.
class Operand {
 public:
  explicit Operand(const Number& number);
  ~Operand();
  Operand(const Operand&) = delete;
  Operand& operator=(const Operand&) = delete;
  mpfr_srcptr get() const { return borrowed_ != nullptr ? borrowed_ : own_; }

 private:
  mpfr_srcptr borrowed_ = nullptr;
  mpfr_t own_;
};

/// A GMP integer that frees itself.
class Integer {
 public:
  Integer() { mpz_init(value_); }
  ~Integer() { mpz_clear(value_); }
  Integer(const Integer&) = delete;
  Integer& operator=(const Integer&) = delete;
  mpz_ptr get() { return value_; }
  mpz_srcptr get() const { return value_; }

 private:
  mpz_t value_;
};

}  // namespace wafpp::value
