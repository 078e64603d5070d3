#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "value/number.h"

/// Verbs of a format string, as go-cty reads them and Go's `fmt` package writes numbers by them.
namespace wafpp::functions {

/// `%[flags][width][.precision][[index]]mode`, as in `%-08.2[3]f`.
struct FormatVerb {
  std::string_view text;  ///< As written; into the format string.
  size_t offset = 0;      ///< Where in the format string.
  char mode = 0;          ///< A letter; whether there is such a verb is the caller's question.
  bool sharp = false;
  bool zero = false;
  bool minus = false;
  bool plus = false;
  bool space = false;
  /// Overlong digits wrap around as Go's `int` does. A width that has become negative is none.
  std::optional<int64_t> width;
  std::optional<int64_t> precision;
  /// Width or precision has more digits than `fmt` reads, which then finds no verb.
  bool beyond_fmt = false;
  int64_t argument = 1;  ///< One-based; wraps around too.
};

/// The verb that begins with the `%` at `offset`, which is not followed by another one. Without an index it takes the argument
/// `next`. The error is go-cty's message.
tl::expected<FormatVerb, std::string> read_verb(std::string_view format, size_t offset, int64_t next);

/// The most characters that a number takes, but for its own digits.
uint64_t padding_of(const FormatVerb& verb);
/// For the modes `b`, `d`, `o`, `x` and `X`, as Go's `big.Int`: `number` is an integer.
std::string format_integer(const FormatVerb& verb, const value::Number& number);
/// For the modes `e`, `E`, `f`, `g` and `G`, as Go's `big.Float`.
std::string format_float(const FormatVerb& verb, const value::Number& number);

}  // namespace wafpp::functions
