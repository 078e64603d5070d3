#include "value/number.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <random>

namespace wafpp::value {
namespace {

Number num(std::string_view text) {
  auto number = Number::parse(text);
  EXPECT_TRUE(number.has_value()) << text;
  return number.value_or(Number());
}

TEST(Number, ParsesAsGo) {
  struct Case {
    const char* text;
    const char* result;  // Empty: refused.
  } const cases[] = {
      {"0", "0"},
      {"-0", "-0"},
      {"+7", "7"},
      {"007", "7"},
      {"12.50", "12.5"},
      {".5", "0.5"},
      {"5.", "5"},
      {"1e3", "1000"},
      {"1E-3", "0.001"},
      {"1p3", "8"},
      {"3p-1", "1.5"},
      {"0.1", "0.1"},
      {"0e99999999999999999999", "0"},
      {"123456789012345678901234567890", "123456789012345678901234567890"},
      {"9223372036854775807", "9223372036854775807"},
      {"9223372036854775808", "9223372036854775808"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"-9223372036854775809", "-9223372036854775809"},
      {"0.30000000000000004", "0.30000000000000004"},
      {"Inf", "+Inf"},
      {"-inf", "-Inf"},
      {"+Inf", "+Inf"},
      {"", ""},
      {".", ""},
      {"-", ""},
      {"1e", ""},
      {"1e+", ""},
      {"1_000", ""},
      {"0x10", ""},
      {" 1", ""},
      {"1 ", ""},
      {"1.2.3", ""},
      {"INF", ""},
      {"infinity", ""},
      {"nan", ""},
      {"--1", ""},
      {"1e999999999999999999", ""},
      {"1e-999999999", ""},
      {"1p99999999", ""},
  };
  for (const Case& c : cases) {
    auto number = Number::parse(c.text);
    EXPECT_EQ(number.has_value() ? number->text() : "", c.result) << c.text;
  }
}

TEST(Number, ArithmeticKeepsCtyPrecision) {
  const std::string third = "0." + std::string(154, '3') + "5";
  struct Case {
    Number a;
    char op;
    Number b;
    const char* result;  // Empty: no such number.
    uint32_t precision;
  } const cases[] = {
      {num("1"), '+', num("2"), "3", 512},
      {Number::integer(1), '+', Number::integer(2), "3", 64},
      {num("0.1"), '+', num("0.2"), "0.3", 512},
      {Number::from_double(0.1), '+', Number::from_double(0.2), "0.30000000000000004", 53},
      {Number::integer(INT64_MAX), '+', Number::integer(1), "9223372036854775808", 64},
      {Number::integer(INT64_MIN), '-', Number::integer(1), "-9223372036854775809", 64},
      {Number::integer(INT64_MAX), '+', Number::integer(INT64_MAX), "18446744073709551614", 64},
      {num("18446744073709551616"), '+', num("1"), "18446744073709551617", 512},
      {Number::from_double(9007199254740992.0), '+', Number::from_double(1.0), "9007199254740992", 53},
      {Number::from_double(1152921504606846976.0), '+', Number::from_double(0), "1152921504606847000", 53},
      {num("1"), '/', num("3"), third.c_str(), 512},
      {Number::integer(1), '/', Number::integer(3), "0.33333333333333333334", 64},
      {Number::integer(6), '/', Number::integer(-3), "-2", 64},
      {Number::integer(INT64_MIN), '/', Number::integer(-1), "9223372036854775808", 64},
      {Number::integer(1), '/', Number::integer(0), "+Inf", 64},
      {Number::integer(-1), '/', Number::integer(0), "-Inf", 64},
      {Number::integer(0), '/', Number::integer(0), "", 0},
      {Number::integer(0), '/', Number::integer(-5), "-0", 64},
      {Number::integer(0), '*', Number::integer(-5), "-0", 64},
      {Number::integer(0), '*', Number::integer(5), "0", 64},
      {Number::integer(INT64_MAX), '*', Number::integer(INT64_MAX), "85070591730234615847396907784232501249", 126},
      {Number::from_double(3.0), '*', Number::from_double(5.0), "15", 53},
      {Number::from_double(9007199254740991.0), '*', Number::from_double(3.0), "27021597764222973", 55},
      {Number::integer(7), '%', Number::integer(3), "1", 64},
      {Number::integer(-7), '%', Number::integer(3), "-1", 64},
      {Number::integer(7), '%', Number::integer(-3), "1", 64},
      {num("5.5"), '%', num("2"), "1.5", 512},
      {Number::integer(7), '%', Number::integer(0), "7", 64},
      {Number::integer(6), '%', Number::integer(3), "0", 64},
      {num("Inf"), '-', num("Inf"), "", 0},
      {num("Inf"), '*', num("0"), "", 0},
      {num("Inf"), '+', num("1"), "+Inf", 512},
      {num("1"), '%', num("Inf"), "", 0},
      {num("1e200000"), '*', num("1e200000"), "", 0},
  };
  for (const Case& c : cases) {
    auto result = c.op == '+'   ? Number::add(c.a, c.b)
                  : c.op == '-' ? Number::subtract(c.a, c.b)
                  : c.op == '*' ? Number::multiply(c.a, c.b)
                  : c.op == '/' ? Number::divide(c.a, c.b)
                                : Number::modulo(c.a, c.b);
    std::string what = c.a.text() + " " + c.op + " " + c.b.text();
    EXPECT_EQ(result ? result->text() : "", c.result) << what;
    EXPECT_EQ(result ? result->precision() : 0, c.precision) << what;
  }
}

TEST(Number, Unary) {
  EXPECT_EQ(Number::integer(0).negate().text(), "-0");
  EXPECT_EQ(Number::integer(0).negate().negate().text(), "0");
  EXPECT_EQ(Number::integer(0).negate().absolute().text(), "0");
  EXPECT_EQ(Number::integer(INT64_MIN).negate().text(), "9223372036854775808");
  EXPECT_EQ(Number::integer(INT64_MIN).negate().negate().as_int64(), INT64_MIN);
  EXPECT_EQ(num("1.5").ceil().text(), "2");
  EXPECT_EQ(num("-1.5").ceil().text(), "-1");
  EXPECT_EQ(num("-0.5").ceil().text(), "0");
  EXPECT_EQ(num("-0.5").floor().text(), "-1");
  EXPECT_EQ(num("-1.5").truncate().text(), "-1");
  EXPECT_EQ(num("Inf").floor().text(), "+Inf");
  EXPECT_EQ(num("-1.25").absolute().text(), "1.25");
  EXPECT_TRUE(num("-0").is_zero());
  EXPECT_TRUE(num("-0").is_negative());
  EXPECT_EQ(num("-0").as_int64(), 0);
  EXPECT_EQ(num("-0"), num("0"));
}

TEST(Number, Formats) {
  struct Case {
    const char* number;
    char verb;
    int precision;
    const char* result;
  } const cases[] = {
      {"1234.5678", 'e', 3, "1.235e+03"},
      {"1234.5678", 'E', -1, "1.2345678E+03"},
      {"1234.5678", 'f', 2, "1234.57"},
      {"0.5", 'f', 0, "0"},
      {"1.5", 'f', 0, "2"},
      {"2.5", 'f', 0, "2"},
      {"9.99", 'f', 1, "10.0"},
      {"0", 'e', 2, "0.00e+00"},
      {"0", 'f', 2, "0.00"},
      {"0", 'g', -1, "0"},
      {"100000", 'g', -1, "100000"},
      {"1000000", 'g', -1, "1e+06"},
      {"12345678", 'g', -1, "1.2345678e+07"},
      {"12345678901", 'g', 10, "1.23456789e+10"},
      {"1234567890", 'g', 10, "1234567890"},
      {"0.0001", 'g', 10, "0.0001"},
      {"0.00001", 'g', 10, "1e-05"},
      {"-0.00001", 'G', 10, "-1E-05"},
      {"1e100", 'g', 3, "1e+100"},
      {"123456", 'g', 3, "1.23e+05"},
      {"0.000123456", 'g', 3, "0.000123"},
      {"Inf", 'f', 2, "+Inf"},
  };
  for (const Case& c : cases) EXPECT_EQ(num(c.number).format(c.verb, c.precision), c.result) << c.number << " %" << c.verb;
}

TEST(Number, IntegersInOtherBases) {
  EXPECT_EQ(num("255").integer_text(16), "ff");
  EXPECT_EQ(num("-10").integer_text(2), "-1010");
  EXPECT_EQ(num("3.99").integer_text(10), "3");
  EXPECT_EQ(Number::parse_integer("ff", 16)->text(), "255");
  EXPECT_EQ(Number::parse_integer("FF", 16)->text(), "255");
  EXPECT_EQ(Number::parse_integer("-1010", 2)->text(), "-10");
  EXPECT_EQ(Number::parse_integer("aA", 62)->text(), "656");
  EXPECT_EQ(Number::parse_integer("Z", 62)->text(), "61");
  EXPECT_EQ(Number::parse_integer("ffffffffffffffffffffffff", 16)->precision(), 96u);
  for (const char* bad : {"", "-", "g", "1_0", " 1", "1.0", "0x1"}) EXPECT_FALSE(Number::parse_integer(bad, 16).has_value()) << bad;
}

TEST(Number, EqualityIsThatOfTexts) {
  EXPECT_TRUE(Number::equals(num("0.1"), Number::from_double(0.1)));
  EXPECT_NE(Number::compare(num("0.1"), Number::from_double(0.1)), 0);
  EXPECT_FALSE(Number::equals(num("0.1"), num("0.2")));
  EXPECT_TRUE(Number::equals(num("1e30"), *Number::multiply(num("1e15"), num("1e15"))));
  EXPECT_TRUE(Number::equals(num("0"), num("-0")));
  EXPECT_FALSE(Number::equals(num("Inf"), num("-Inf")));
  EXPECT_TRUE(Number::equals(num("Inf"), num("Inf")));
  EXPECT_FALSE(Number::equals(num("Inf"), num("1e300")));
}

TEST(Number, TextReadsBackAsTheSameDouble) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 5000; ++i) {
    double value;
    uint64_t bits = random();
    static_assert(sizeof(bits) == sizeof(value));
    std::memcpy(&value, &bits, sizeof(value));
    if (!std::isfinite(value)) continue;
    std::string text = Number::from_double(value).text();
    EXPECT_EQ(std::strtod(text.c_str(), nullptr), value) << text;
    EXPECT_EQ(Number::from_double(value).as_double(), value);
  }
}

TEST(Number, TextReadsBackAtFullPrecision) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 2000; ++i) {
    Number a = Number::integer(static_cast<int64_t>(random()), 512);
    Number b = Number::integer(static_cast<int64_t>(random() | 1), 512);
    Number quotient = *Number::divide(a, b);
    EXPECT_EQ(num(quotient.text()), quotient);
    EXPECT_EQ(num(quotient.format('e', -1)), quotient);
  }
}

TEST(Number, FastPathAgreesWithTheSlowOne) {
  // The same numbers once as int64 and once shifted out of its range.
  std::mt19937_64 random(5);
  Number shift = num("1e40");
  for (int i = 0; i < 3000; ++i) {
    Number a = Number::integer(static_cast<int64_t>(random()) >> (random() % 64), 512);
    Number b = Number::integer(static_cast<int64_t>(random()) >> (random() % 64), 512);
    auto big = [&](const Number& n) { return *Number::add(n, shift); };
    Number sum = *Number::subtract(*Number::subtract(*Number::add(big(a), big(b)), shift), shift);
    EXPECT_EQ(*Number::add(a, b), sum);
    EXPECT_EQ(Number::compare(a, b), Number::compare(big(a), big(b)));
    // (a + s) * b - s * b
    Number product = *Number::subtract(*Number::multiply(big(a), b), *Number::multiply(shift, b));
    EXPECT_EQ(*Number::multiply(a, b), product);
    if (!b.is_zero()) {
      Number remainder = *Number::modulo(a, b);
      Number whole = Number::divide(*Number::subtract(a, remainder), b).value();
      EXPECT_TRUE(whole.is_integer());
      EXPECT_LT(Number::compare(remainder.absolute(), b.absolute()), 0);
    }
  }
}

}  // namespace
}  // namespace wafpp::value
