#include "documents/yaml_schema.h"

#include <charconv>
#include <initializer_list>
#include <limits>

namespace wafpp::documents {

namespace {

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> list) {
  for (std::string_view item : list) {
    if (text == item) return true;
  }
  return false;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

size_t count_digits(std::string_view text) {
  size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  return count;
}

std::string_view without_sign(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return text;
}

bool all_of(std::string_view text, std::string_view set) { return !text.empty() && text.find_first_not_of(set) == std::string_view::npos; }

// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
bool is_float(std::string_view text) {
  std::string_view rest = without_sign(text);
  size_t before = count_digits(rest);
  rest.remove_prefix(before);
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    size_t after = count_digits(rest);
    rest.remove_prefix(after);
    if (before + after == 0) return false;
  } else if (before == 0) {
    return false;
  }
  if (rest.starts_with('e') || rest.starts_with('E')) {
    rest = without_sign(rest.substr(1));
    return !rest.empty() && count_digits(rest) == rest.size();
  }
  return rest.empty();
}

}  // namespace

YamlKind resolve_plain(std::string_view text) {
  if (text.empty() || is_one_of(text, {"null", "Null", "NULL", "~"})) return YamlKind::Null;
  if (is_one_of(text, {"true", "True", "TRUE", "false", "False", "FALSE"})) return YamlKind::Bool;
  // Nearly every scalar is a word: seen by its first byte.
  if (!is_digit(text[0]) && text[0] != '-' && text[0] != '+' && text[0] != '.') return YamlKind::String;
  std::string_view digits = without_sign(text);
  if (!digits.empty() && count_digits(digits) == digits.size()) return YamlKind::Integer;
  if (text.starts_with("0o") && all_of(text.substr(2), "01234567")) return YamlKind::Integer;
  if (text.starts_with("0x") && all_of(text.substr(2), "0123456789abcdefABCDEF")) return YamlKind::Integer;
  if (is_float(text) || is_one_of(digits, {".inf", ".Inf", ".INF"}) || is_one_of(text, {".nan", ".NaN", ".NAN"})) return YamlKind::Float;
  return YamlKind::String;
}

std::string_view describe(YamlKind kind) {
  switch (kind) {
    case YamlKind::Null:
      return "`null`";
    case YamlKind::Bool:
      return "a bool";
    case YamlKind::Integer:
      return "an integer";
    case YamlKind::Float:
      return "a number";
    case YamlKind::String:
      return "a string";
    case YamlKind::Sequence:
      return "a sequence";
    case YamlKind::Mapping:
      return "a mapping";
  }
  return {};
}

std::optional<bool> YamlNode::boolean() const {
  if (kind_ != YamlKind::Bool) return std::nullopt;
  return text_[0] == 't' || text_[0] == 'T';
}

std::optional<int64_t> YamlNode::integer() const {
  if (kind_ != YamlKind::Integer) return std::nullopt;
  std::string_view digits = text_;
  int base = digits.starts_with("0x") ? 16 : digits.starts_with("0o") ? 8 : 10;
  if (base != 10) digits.remove_prefix(2);
  if (digits.starts_with('+')) digits.remove_prefix(1);
  int64_t result = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result, base);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return result;
}

std::optional<double> YamlNode::number() const {
  if (kind_ == YamlKind::Integer) {
    if (std::optional<int64_t> whole = integer()) return static_cast<double>(*whole);
  } else if (kind_ != YamlKind::Float) {
    return std::nullopt;
  }
  std::string_view digits = without_sign(text_);
  double sign = text_[0] == '-' ? -1.0 : 1.0;
  if (is_one_of(digits, {".inf", ".Inf", ".INF"})) return sign * std::numeric_limits<double>::infinity();
  if (digits[0] == '.' && !(digits.size() > 1 && is_digit(digits[1]))) return std::numeric_limits<double>::quiet_NaN();
  double result = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), result);
  if (error != std::errc()) return std::nullopt;  // Out of the range of a double.
  return sign * result;
}

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const YamlMember& member : members()) {
    if (member.key.is_scalar() && member.key.text() == key) return &member.value;
  }
  return nullptr;
}

const YamlNode& YamlStream::root() const {
  static const YamlNode kNothing{};  // clang wants the braces: the union has no constructor that somebody wrote.
  return documents_.empty() ? kNothing : documents_.front();
}

}  // namespace wafpp::documents
