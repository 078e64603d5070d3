#include "functions/go_math.h"

#include <cmath>
#include <cstdint>
#include <limits>

// Compiled without contraction of `a * b + c`, and fused only where Go fuses: every operation rounds as it does there.
namespace wafpp::functions {

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kTwoTo63 = 9223372036854775808.0;

bool is_odd_integer(double x) {
  if (std::fabs(x) >= 9007199254740992.0) return false;  // 2^53: every larger double is even.
  double whole = 0;
  return std::modf(x, &whole) == 0 && (static_cast<int64_t>(whole) & 1) != 0;
}

/// The cases of C's Annex F that need no arithmetic; false when `x` to the `y` is to be calculated.
bool special_power(double x, double y, double& result) {
  if (y == 0 || x == 1) return result = 1, true;
  if (y == 1) return result = x, true;
  if (std::isnan(x) || std::isnan(y)) return result = kNan, true;
  if (x == 0) {
    bool negative = std::signbit(x) && is_odd_integer(y);
    if (y < 0) return result = negative ? -kInfinity : kInfinity, true;
    return result = negative ? x : 0, true;
  }
  if (std::isinf(y)) {
    if (x == -1) return result = 1, true;
    return result = (std::fabs(x) < 1) == (y > 0) ? 0 : kInfinity, true;
  }
  if (std::isinf(x)) {
    if (x < 0) return result = go_pow(1 / x, -y), true;
    return result = y < 0 ? 0 : kInfinity, true;
  }
  if (y == 0.5) return result = std::sqrt(x), true;
  if (y == -0.5) return result = 1 / std::sqrt(x), true;
  return false;
}

}  // namespace

// The method of FreeBSD's e_log.c: x = 2^k * (1 + f) with 1 + f near 1; log(1 + f) by a polynomial in s = f / (2 + f).
double go_log(double x) {
  if (x == 0) return -kInfinity;
  if (std::isnan(x) || x < 0) return kNan;
  if (std::isinf(x)) return x;
  constexpr double kLn2High = 6.93147180369123816490e-01;
  constexpr double kLn2Low = 1.90821492927058770002e-10;
  constexpr double kOdd[] = {6.666666666666735130e-01, 2.857142874366239149e-01, 1.818357216161805012e-01, 1.479819860511658591e-01};
  constexpr double kEven[] = {3.999999999940941908e-01, 2.222219843214978396e-01, 1.531383769920937332e-01};
  int exponent = 0;
  double fraction = std::frexp(x, &exponent);
  if (std::fpclassify(x) == FP_SUBNORMAL) {
    // Go's assembly takes the bits of the fraction as they stand.
    fraction = 0.5 + std::ldexp(x, 1021);
    exponent = -1022;
  }
  if (fraction < 7.07106781186547524401e-01) {
    fraction *= 2;
    --exponent;
  }
  double f = fraction - 1;
  double k = exponent;
  double s = f / (2 + f);
  double s2 = s * s;
  double s4 = s2 * s2;
  double odd = s2 * (kOdd[0] + s4 * (kOdd[1] + s4 * (kOdd[2] + s4 * kOdd[3])));
  double even = s4 * (kEven[0] + s4 * (kEven[1] + s4 * kEven[2]));
  double rest = odd + even;
  double half_square = 0.5 * f * f;
  return k * kLn2High - ((half_square - (s * (half_square + rest) + k * kLn2Low)) - f);
}

// N. Shibata, "Efficient evaluation methods of elementary functions suitable for SIMD computation" (2010): e^x = 2^n * e^r, the
// Taylor series at r / 16, then four times (1 + y)^2 - 1 = y * (y + 2). Go fuses on every processor that can, and so do we.
double go_exp(double x) {
  if (std::isnan(x)) return x;
  if (std::isinf(x)) return x < 0 ? 0 : x;
  if (x > 7.09782712893384e+02) return kInfinity;
  constexpr double kLog2e = 1.4426950408889634073599246810018920;
  constexpr double kLn2Upper = 0.69314718055966295651160180568695068359375;
  constexpr double kLn2Lower = 0.28235290563031577122588448175013436025525412068e-12;
  constexpr double kSeries[] = {2.4801587301587301587e-5,
                                1.9841269841269841270e-4,
                                1.3888888888888888889e-3,
                                8.3333333333333333333e-3,
                                4.1666666666666666667e-2,
                                1.6666666666666666667e-1,
                                0.5,
                                1.0};
  double n = std::nearbyint(kLog2e * x);
  double r = std::fma(-n, kLn2Upper, x);
  r = std::fma(-n, kLn2Lower, r);
  r *= 0.0625;
  double sum = kSeries[0];
  for (int i = 1; i < 8; ++i) sum = std::fma(sum, r, kSeries[i]);
  double y = r * sum;
  for (int i = 0; i < 3; ++i) y *= y + 2;
  y = std::fma(y + 2, y, 1.0);
  if (n < -1075) return 0;
  return std::ldexp(y, static_cast<int>(n));
}

// x^y = x^fraction * x^whole: the first by exp and log, the second by squaring, with powers of two kept apart in `exponent`.
double go_pow(double x, double y) {
  double result = 0;
  if (special_power(x, y, result)) return result;
  double whole = 0;
  double fraction = std::modf(std::fabs(y), &whole);
  if (fraction != 0 && x < 0) return kNan;
  if (whole >= kTwoTo63) {
    // An even exponent so large that only -1 stays where it is.
    if (x == -1) return 1;
    return (std::fabs(x) < 1) == (y > 0) ? 0 : kInfinity;
  }
  double power = 1;
  int64_t exponent = 0;
  if (fraction != 0) {
    if (fraction > 0.5) {
      fraction -= 1;
      whole += 1;
    }
    power = go_exp(fraction * go_log(x));
  }
  int first = 0;
  double square = std::frexp(x, &first);
  int64_t square_exponent = first;
  for (int64_t bits = static_cast<int64_t>(whole); bits != 0; bits >>= 1) {
    if (square_exponent < -4096 || square_exponent > 4096) {
      // Beyond any double: what is still to come only goes further.
      exponent += square_exponent;
      break;
    }
    if ((bits & 1) != 0) {
      power *= square;
      exponent += square_exponent;
    }
    square *= square;
    square_exponent *= 2;
    if (square < 0.5) {
      square += square;
      --square_exponent;
    }
  }
  if (y < 0) {
    power = 1 / power;
    exponent = -exponent;
  }
  return std::ldexp(power, static_cast<int>(exponent));
}

}  // namespace wafpp::functions
