#include "functions/yaml_scalar.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "functions/arguments.h"
#include "functions/base64.h"
#include "value/convert.h"
#include "value/quote.h"

namespace wafpp::functions {

namespace {

constexpr std::string_view kCoreTag = "tag:yaml.org,2002:";
/// With what numbers, times, booleans and nulls begin.
constexpr std::string_view kPromising = "0123456789+-.~yYnNtTfFoO";

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_null_word(std::string_view text) { return is_one_of(text, {"", "~", "null", "Null", "NULL"}); }
bool is_true_word(std::string_view text) {
  return is_one_of(text, {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"});
}
bool is_false_word(std::string_view text) {
  return is_one_of(text, {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"});
}
bool is_infinity_word(std::string_view text) { return is_one_of(text, {".inf", ".Inf", ".INF"}); }
bool is_nan_word(std::string_view text) { return is_one_of(text, {".nan", ".NaN", ".NAN"}); }

std::string_view without_sign(std::string_view text) { return text.starts_with('+') || text.starts_with('-') ? text.substr(1) : text; }

/// Takes the decimal digits at the front.
size_t take_digits(std::string_view& text) {
  size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
  text.remove_prefix(count);
  return count;
}

/// `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
bool is_decimal(std::string_view text) {
  text = without_sign(text);
  size_t whole = take_digits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    if (take_digits(text) + whole == 0) return false;
  } else if (whole == 0) {
    return false;
  }
  if (text.empty()) return true;
  if (text[0] != 'e' && text[0] != 'E') return false;
  text = without_sign(text.substr(1));
  return take_digits(text) > 0 && text.empty();
}

/// For what a tag calls a number, go-cty-yaml goes beyond the schema, and takes `1_000`, `-0x1F` and `inf` as Go does.
bool may_be_number_in_go(std::string_view text) {
  std::string digits(without_sign(text));
  std::erase(digits, '_');
  if (digits.starts_with("inf") || digits.starts_with("Inf") || digits.starts_with("INF")) return true;
  if (digits.size() > 2 && digits[0] == '0' && std::string_view("xXbBoO").find(digits[1]) != std::string_view::npos) {
    return digits.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string::npos;
  }
  // Decimal, with an exponent of ten or of two.
  size_t exponent = digits.find_first_of("eEpP");
  std::string_view mantissa = std::string_view(digits).substr(0, exponent);
  if (mantissa.empty() || mantissa.find_first_not_of("0123456789.") != std::string_view::npos) return false;
  if (exponent == std::string::npos) return true;
  std::string_view power = without_sign(std::string_view(digits).substr(exponent + 1));
  return !power.empty() && power.find_first_not_of("0123456789") == std::string_view::npos;
}

tl::unexpected<FunctionError> cannot_parse(std::string_view text, std::string_view tag) {
  return refuse(fmt::format("cannot parse {} as {}", value::quote(text), tag));
}

/// `0x1F` and `0o17`, which have 64 bits; nothing where `text` is neither.
std::optional<Outcome> prefixed_integer(std::string_view text) {
  int base = text.starts_with("0x") ? 16 : text.starts_with("0o") ? 8 : 0;
  if (base == 0) return std::nullopt;
  std::string_view digits = text.substr(2);
  uint64_t number = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, base);
  if (digits.empty() || end != digits.data() + digits.size()) return std::nullopt;
  if (error != std::errc()) return Outcome(cannot_parse(text, std::string(kCoreTag) + "int"));
  return Outcome(Value::number(Number::parse_integer(digits, base).value_or(Number())));
}

Outcome decimal(std::string_view text) {
  std::optional<Number> number = Number::parse(text);
  if (!number) return over_limit(fmt::format("the number {} is out of range", text));
  return Value::number(std::move(*number));
}

/// What a scalar says by itself; nothing for mere text.
std::optional<Outcome> self_evident(std::string_view text) {
  if (is_null_word(text)) return Outcome(Value());
  if (is_true_word(text)) return Outcome(Value::boolean(true));
  if (is_false_word(text)) return Outcome(Value::boolean(false));
  if (is_infinity_word(without_sign(text))) return Outcome(Value::number(Number::infinity(text.starts_with('-'))));
  if (auto integer = prefixed_integer(text)) return integer;
  if (is_decimal(text)) return decimal(text);
  return std::nullopt;
}

Outcome resolve(std::string_view tag, std::string_view text) {
  std::string_view name = tag.substr(std::min(tag.size(), kCoreTag.size()));
  if (auto found = self_evident(text)) return std::move(*found);
  if (name.empty() || name == "timestamp") {
    if (auto time = yaml_time(text)) return Value::string_nfc(*time);
  }
  if (name == "null") return Value();
  if ((name == "int" || name == "float") && may_be_number_in_go(text)) {
    return over_limit(fmt::format("{} as {} in YAML", value::quote(text), tag));
  }
  if (!name.empty()) return cannot_parse(text, tag);
  if (is_nan_word(text)) return refuse("floating point NaN is not supported");
  return Value::string(text);
}

}  // namespace

Outcome yaml_scalar(std::string_view tag, std::string_view text, ScalarStyle style) {
  std::string_view name = tag;
  if (tag.starts_with(kCoreTag)) name.remove_prefix(kCoreTag.size());
  bool known = tag.starts_with(kCoreTag) && is_one_of(name, {"str", "int", "float", "bool", "null", "timestamp", "binary"});
  if (!tag.empty() && !known) return refuse(fmt::format("unsupported tag {}", value::quote(tag)));
  if (name == "binary" && !from_base64(text)) return refuse(cannot_parse(text, tag).value().message + ": not valid base64");
  if (name == "str" || name == "binary") return Value::string(text);
  if (style == ScalarStyle::Quoted) {
    // Of what its tag says of a quoted scalar, go-cty-yaml looks at the first character alone.
    if (tag.empty() || text.empty() || kPromising.find(text[0]) != std::string_view::npos) return Value::string(text);
    if (name == "null") return Value();
    return cannot_parse(text, tag);
  }
  Outcome resolved = resolve(tag, text);
  if (!resolved || style != ScalarStyle::Block || !tag.empty()) return resolved;
  // go-cty-yaml: the type of a block scalar is string, but its value is found as that of a plain one, and converted.
  auto converted = value::convert(*resolved, Type::string());
  if (!converted) return refuse(converted.error().text());
  return std::move(*converted);
}

}  // namespace wafpp::functions
