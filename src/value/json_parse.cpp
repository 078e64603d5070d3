#include <algorithm>
#include <utility>
#include <vector>

#include "base/unicode.h"
#include "value/json.h"
#include "value/quote.h"

// JSON to values. Strict, as Go's reader: only what RFC 8259 allows, but bytes that are not UTF-8 and lone surrogates become U+FFFD.
// A parser of our own, since numbers have 512 bits here, and of equal keys the last one holds; recursion is bounded by the depth that
// values have.

namespace wafpp::value {

namespace {

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  base::Result<Value> parse() {
    Value result;
    if (!value(result, 1)) return base::fail(std::move(error_));
    skip_space();
    // cty stops at a bracket too many and never looks behind it.
    if (at_ < text_.size() && text_[at_] != ']' && text_[at_] != '}') {
      fail("extraneous data after JSON object");
      return base::fail(std::move(error_));
    }
    return result;
  }

 private:
  bool value(Value& to, uint32_t depth);
  bool array(Value& to, uint32_t depth);
  bool object(Value& to, uint32_t depth);
  bool number(Value& to);
  bool string(std::string& to);
  bool escape(std::string& to);
  bool literal(std::string_view word);
  std::optional<uint32_t> hex4(size_t at) const;

  bool fail(std::string message) {
    auto before = text_.substr(0, at_);
    size_t line = 1 + static_cast<size_t>(std::ranges::count(before, '\n'));
    size_t start = before.rfind('\n');
    size_t column = start == std::string_view::npos ? at_ + 1 : at_ - start;
    error_ = std::move(message) + " (line " + std::to_string(line) + ", column " + std::to_string(column) + ")";
    return false;
  }
  bool unexpected(const char* where) {
    if (at_ >= text_.size()) return fail("unexpected end of JSON input");
    base::CodePoint point = base::decode(text_, at_);
    return fail("invalid character " + quote(text_.substr(at_, point.size)) + " " + where);
  }
  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
  }
  bool peek(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool digit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }

  std::string_view text_;
  size_t at_ = 0;
  std::string error_;
};

bool Parser::literal(std::string_view word) {
  for (char c : word) {
    if (!peek(c)) return unexpected(("in literal " + std::string(word)).c_str());
    ++at_;
  }
  return true;
}

bool Parser::value(Value& to, uint32_t depth) {
  skip_space();
  if (at_ >= text_.size()) return fail("unexpected end of JSON input");
  if (depth > Value::kMaxDepth) return fail("nested too deeply");
  switch (text_[at_]) {
    case 'n':
      to = Value();
      return literal("null");
    case 't':
      to = Value::boolean(true);
      return literal("true");
    case 'f':
      to = Value::boolean(false);
      return literal("false");
    case '[':
      return array(to, depth);
    case '{':
      return object(to, depth);
    case '"': {
      std::string text;
      if (!string(text)) return false;
      to = Value::string(text);
      return true;
    }
    default:
      break;
  }
  if (text_[at_] == '-' || digit()) return number(to);
  return unexpected("looking for beginning of value");
}

bool Parser::array(Value& to, uint32_t depth) {
  ++at_;
  std::vector<Value> elements;
  skip_space();
  if (peek(']')) {
    ++at_;
    to = Value::tuple({});
    return true;
  }
  for (;;) {
    elements.emplace_back();
    if (!value(elements.back(), depth + 1)) return false;
    skip_space();
    if (peek(']')) break;
    if (!peek(',')) return unexpected("after array element");
    ++at_;
  }
  ++at_;
  to = Value::tuple(std::move(elements));
  return true;
}

/// Whether cty could read what gave `value` as a `type`: for all but the last of equal keys it tries.
bool reads_as(const Value& value, Type type) {
  if (value.is_null()) return true;
  switch (type.kind()) {
    case TypeKind::Bool: {
      if (value.kind() == TypeKind::Bool) return true;
      if (value.kind() != TypeKind::String) return false;
      std::string_view text = value.as_string();
      return text == "true" || text == "false" || text == "1" || text == "0";
    }
    case TypeKind::Number:
      if (value.kind() == TypeKind::String) return Number::parse(value.as_string()).has_value();
      return value.kind() == TypeKind::Number;
    case TypeKind::String:
      return value.type().is_primitive();
    case TypeKind::Tuple:
      return value.kind() == TypeKind::Tuple && value.length() == type.elements().size() &&
             std::ranges::equal(value.elements(), type.elements(), reads_as);
    case TypeKind::Object:
      return value.kind() == TypeKind::Object && std::ranges::all_of(value.members(), [&](const Member& member) {
               const TypeField* field = type.field(member.name());
               return field != nullptr && reads_as(member.value, field->type);
             });
    // A null has no type that anything could be read as; the others do not come from JSON.
    case TypeKind::Dynamic:
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Map:
      return false;
  }
  return false;
}

bool Parser::object(Value& to, uint32_t depth) {
  ++at_;
  std::vector<Member> members;
  skip_space();
  if (peek('}')) {
    ++at_;
    to = Value::object({});
    return true;
  }
  for (;;) {
    skip_space();
    if (!peek('"')) return unexpected("looking for beginning of object key string");
    std::string key;
    if (!string(key)) return false;
    skip_space();
    if (!peek(':')) return unexpected("after object key");
    ++at_;
    Value name = Value::string(key);
    // cty looks for the attribute by the key as it is written, and the attribute's name is normalised.
    if (name.as_string() != key && base::is_valid_utf8(key)) return fail("unsupported attribute " + quote(key));
    members.push_back({std::move(name), {}});
    if (!value(members.back().value, depth + 1)) return false;
    skip_space();
    if (peek('}')) break;
    if (!peek(',')) return unexpected("after object key:value pair");
    ++at_;
  }
  size_t written = members.size();
  std::vector<Member> all = members;
  to = Value::object(std::move(members));
  if (to.length() != written) {
    for (const Member& member : all) {
      Type type = to.find(member.name())->type();
      if (member.value.type() != type && !reads_as(member.value, type)) {
        return fail("the values of the key " + quote(member.name()) + " have different types");
      }
    }
  }
  ++at_;
  return true;
}

bool Parser::number(Value& to) {
  size_t begin = at_;
  if (peek('-')) ++at_;
  if (peek('0')) {
    ++at_;
  } else if (digit()) {
    while (digit()) ++at_;
  } else {
    return unexpected("in numeric literal");
  }
  if (peek('.')) {
    ++at_;
    if (!digit()) return unexpected("after decimal point in numeric literal");
    while (digit()) ++at_;
  }
  if (peek('e') || peek('E')) {
    ++at_;
    if (peek('+') || peek('-')) ++at_;
    if (!digit()) return unexpected("in exponent of numeric literal");
    while (digit()) ++at_;
  }
  auto parsed = Number::parse(text_.substr(begin, at_ - begin));
  if (!parsed) {
    at_ = begin;
    return fail("a number with too many digits");
  }
  to = Value::number(*std::move(parsed));
  return true;
}

std::optional<uint32_t> Parser::hex4(size_t at) const {
  if (at + 4 > text_.size()) return std::nullopt;
  uint32_t result = 0;
  for (char c : text_.substr(at, 4)) {
    uint32_t digit_value = 0;
    if (c >= '0' && c <= '9') {
      digit_value = static_cast<uint32_t>(c - '0');
    } else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
      digit_value = static_cast<uint32_t>((c | 0x20) - 'a') + 10;
    } else {
      return std::nullopt;
    }
    result = result * 16 + digit_value;
  }
  return result;
}

bool Parser::escape(std::string& to) {
  ++at_;
  if (at_ >= text_.size()) return fail("unexpected end of JSON input");
  constexpr std::string_view kShort = "\"\"\\\\//b\bf\fn\nr\rt\t";
  for (size_t i = 0; i < kShort.size(); i += 2) {
    if (text_[at_] != kShort[i]) continue;
    to += kShort[i + 1];
    ++at_;
    return true;
  }
  if (text_[at_] != 'u') return unexpected("in string escape code");
  auto unit = hex4(at_ + 1);
  if (!unit) return fail("invalid character in \\u hexadecimal character escape");
  at_ += 5;
  uint32_t point = *unit;
  if (point >= 0xD800 && point < 0xDC00 && text_.substr(at_, 2) == "\\u") {
    auto low = hex4(at_ + 2);
    if (low && *low >= 0xDC00 && *low < 0xE000) {
      point = 0x10000 + ((point - 0xD800) << 10) + (*low - 0xDC00);
      at_ += 6;
    }
  }
  base::append_utf8(to, point);  // A lone surrogate becomes U+FFFD.
  return true;
}

bool Parser::string(std::string& to) {
  ++at_;
  for (;;) {
    size_t begin = at_;
    while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) >= 0x20 && text_[at_] != '"' && text_[at_] != '\\') ++at_;
    to.append(text_.substr(begin, at_ - begin));
    if (at_ >= text_.size()) return fail("unexpected end of JSON input");
    if (text_[at_] == '"') break;
    if (text_[at_] != '\\') return unexpected("in string literal");
    if (!escape(to)) return false;
  }
  ++at_;
  return true;
}

}  // namespace

base::Result<Value> from_json(std::string_view text) { return Parser(text).parse(); }

}  // namespace wafpp::value
