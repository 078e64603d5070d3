#include "documents/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>
#include <vector>

#include "base/unicode.h"
#include "documents/byte_scan.h"

namespace wafpp::documents {

std::string_view describe(JsonKind kind) {
  switch (kind) {
    case JsonKind::Null:
      return "`null`";
    case JsonKind::Bool:
      return "a bool";
    case JsonKind::Number:
      return "a number";
    case JsonKind::String:
      return "a string";
    case JsonKind::Array:
      return "an array";
    case JsonKind::Object:
      return "an object";
  }
  return {};
}

std::optional<int64_t> JsonValue::integer() const {
  std::string_view text = number();
  int64_t result = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), result);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return result;
}

const JsonValue* JsonValue::find(std::string_view name) const {
  std::span<const JsonMember> all = members();
  for (size_t i = all.size(); i > 0; --i) {
    if (all[i - 1].name == name) return &all[i - 1].value;
  }
  return nullptr;
}

/// Recursive descent; the depth is limited, so the stack is too. Children are gathered on two stacks of the reader and copied to the
/// arena when their parent ends, so every array and object is one block.
class JsonReader {
 public:
  JsonReader(std::string_view text, const JsonLimits& limits, JsonScratch& scratch)
      : text_(text), limits_(limits), values_(scratch.values), members_(scratch.members) {
    // Where the last text was broken, something is left.
    values_.clear();
    members_.clear();
  }

  bool read(JsonDocument& document) {
    arena_ = &document.arena_;
    if (text_.size() > std::min<size_t>(limits_.bytes, std::numeric_limits<uint32_t>::max())) {
      return fail_at(0, fmt::format("{} bytes of JSON, over the limit of {}", text_.size(), limits_.bytes));
    }
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    if (!value(document.root_, 0)) return false;
    skip_space();
    if (at_ < text_.size()) return fail_at(at_, "something follows the end of the JSON value");
    return true;
  }

  bool read_at(size_t begin, JsonDocument& document) {
    arena_ = &document.arena_;
    at_ = begin;
    return value(document.root_, 0);
  }

  size_t error_at() const { return error_at_; }
  const std::string& error() const { return error_; }

 private:
  bool fail_at(size_t at, std::string message) {
    error_at_ = at;
    error_ = std::move(message);
    return false;
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) ++at_;
  }

  bool unexpected(std::string_view wanted) {
    if (at_ >= text_.size()) return fail_at(at_, fmt::format("the text ends where {} is wanted", wanted));
    base::CodePoint found = base::decode(text_, at_);
    if (!found.valid || !base::is_print(found.value)) {
      return fail_at(at_, fmt::format("byte 0x{:02x} where {} is wanted", static_cast<unsigned char>(text_[at_]), wanted));
    }
    return fail_at(at_, fmt::format("`{}` where {} is wanted", text_.substr(at_, found.size), wanted));
  }

  bool value(JsonValue& out, uint32_t depth) {
    skip_space();
    out.begin_ = static_cast<uint32_t>(at_);
    bool good = false;
    switch (peek()) {
      case '{':
        good = object(out, depth);
        break;
      case '[':
        good = array(out, depth);
        break;
      case '"':
        out.kind_ = JsonKind::String;
        good = string(out.text_);
        break;
      case 't':
        out.kind_ = JsonKind::Bool;
        out.bool_ = true;
        good = word("true");
        break;
      case 'f':
        out.kind_ = JsonKind::Bool;
        good = word("false");
        break;
      case 'n':
        good = word("null");
        break;
      default:
        good = number(out);
    }
    out.end_ = static_cast<uint32_t>(at_);
    return good;
  }

  bool word(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return unexpected("a value");
    at_ += expected.size();
    return true;
  }

  bool digits() {
    size_t begin = at_;
    while (peek() >= '0' && peek() <= '9') ++at_;
    return at_ > begin;
  }

  // RFC 8259, section 6.
  bool number(JsonValue& out) {
    out.kind_ = JsonKind::Number;
    size_t begin = at_;
    if (peek() == '-') ++at_;
    if (peek() == '0') {
      ++at_;
    } else if (!digits()) {
      return unexpected(at_ > begin ? "a digit" : "a value");
    }
    if (peek() == '.') {
      ++at_;
      if (!digits()) return unexpected("a digit");
    }
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      if (!digits()) return unexpected("a digit");
    }
    out.text_ = text_.substr(begin, at_ - begin);
    return true;
  }

  bool string(std::string_view& out) {
    size_t begin = ++at_;
    bool ascii = true;
    while (true) {
      at_ += plain_prefix(text_.substr(at_));
      if (at_ == text_.size() || static_cast<unsigned char>(text_[at_]) < 0x80) break;
      ascii = false;
      ++at_;
    }
    if (peek() == '"') {  // Nothing escaped: the text itself serves.
      out = text_.substr(begin, at_ - begin);
      if (!ascii && !check_utf8(begin)) return false;
      ++at_;
      return true;
    }
    std::string resolved(text_.substr(begin, at_ - begin));
    while (at_ < text_.size()) {
      char next = text_[at_];
      if (next == '"') {
        if (!check_utf8(begin)) return false;
        ++at_;
        out = arena_->copy(std::string_view(resolved));
        return true;
      }
      if (next == '\\') {
        if (!escape(resolved)) return false;
        continue;
      }
      if (static_cast<unsigned char>(next) < 0x20) return fail_at(at_, "a control character in a string has to be escaped");
      resolved += next;
      ++at_;
    }
    return fail_at(begin - 1, "the string is never closed");
  }

  /// Whether the bytes from `begin` to here are UTF-8.
  bool check_utf8(size_t begin) {
    std::string_view part = text_.substr(begin, at_ - begin);
    if (base::is_valid_utf8(part)) return true;
    size_t bad = 0;
    for (base::CodePoint point = base::decode(part, bad); point.valid; point = base::decode(part, bad)) bad += point.size;
    return fail_at(begin + bad, "the string is not UTF-8");
  }

  bool hex4(uint32_t& out) {
    std::string_view digits = text_.substr(std::min(at_, text_.size()), 4);
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), out, 16);
    // from_chars takes a sign for no digit, so only the length is left to ask for.
    if (error != std::errc() || end != digits.data() + 4) return fail_at(at_, "`\\u` wants four hexadecimal digits");
    at_ += 4;
    return true;
  }

  bool escape(std::string& to) {
    size_t begin = at_++;
    char which = peek();
    ++at_;
    switch (which) {
      case '"':
      case '\\':
      case '/':
        to += which;
        return true;
      case 'b':
        to += '\b';
        return true;
      case 'f':
        to += '\f';
        return true;
      case 'n':
        to += '\n';
        return true;
      case 'r':
        to += '\r';
        return true;
      case 't':
        to += '\t';
        return true;
      case 'u':
        break;
      default:
        return fail_at(begin, "no such escape in JSON");
    }
    uint32_t unit = 0;
    if (!hex4(unit)) return false;
    if (unit >= 0xD800 && unit < 0xDC00 && text_.substr(at_).starts_with("\\u")) {
      size_t second = at_;
      at_ += 2;
      uint32_t low = 0;
      if (!hex4(low)) return false;
      if (low >= 0xDC00 && low < 0xE000) {
        unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
      } else {
        at_ = second;  // An escape of its own; the half before it stays alone.
      }
    }
    base::append_utf8(to, unit);  // A lone half is U+FFFD there.
    return true;
  }

  bool enter(uint32_t depth) {
    if (depth >= limits_.depth) return fail_at(at_, fmt::format("nested deeper than {} levels", limits_.depth));
    ++at_;
    skip_space();
    return true;
  }

  bool array(JsonValue& out, uint32_t depth) {
    out.kind_ = JsonKind::Array;
    if (!enter(depth)) return false;
    if (peek() == ']') {
      ++at_;
      return true;
    }
    size_t first = values_.size();
    while (true) {
      JsonValue element;
      if (!value(element, depth + 1)) return false;
      values_.push_back(element);
      skip_space();
      if (peek() == ']') break;
      if (peek() != ',') return unexpected("`,` or `]`");
      ++at_;
    }
    ++at_;
    auto elements = arena_->copy(std::span<const JsonValue>(values_).subspan(first));
    values_.resize(first);
    out.elements_ = elements.data();
    out.count_ = static_cast<uint32_t>(elements.size());
    return true;
  }

  bool object(JsonValue& out, uint32_t depth) {
    out.kind_ = JsonKind::Object;
    if (!enter(depth)) return false;
    if (peek() == '}') {
      ++at_;
      return true;
    }
    size_t first = members_.size();
    while (true) {
      JsonMember member;
      skip_space();
      if (peek() != '"') return unexpected("a name in quotes");
      member.name_begin = static_cast<uint32_t>(at_);
      if (!string(member.name)) return false;
      member.name_end = static_cast<uint32_t>(at_);
      skip_space();
      if (peek() != ':') return unexpected("`:`");
      ++at_;
      if (!value(member.value, depth + 1)) return false;
      members_.push_back(member);
      skip_space();
      if (peek() == '}') break;
      if (peek() != ',') return unexpected("`,` or `}`");
      ++at_;
    }
    ++at_;
    auto members = arena_->copy(std::span<const JsonMember>(members_).subspan(first));
    members_.resize(first);
    out.members_ = members.data();
    out.count_ = static_cast<uint32_t>(members.size());
    return true;
  }

  std::string_view text_;
  JsonLimits limits_;
  base::Arena* arena_ = nullptr;
  size_t at_ = 0;
  std::vector<JsonValue>& values_;
  std::vector<JsonMember>& members_;
  size_t error_at_ = 0;
  std::string error_;
};

bool parse_json_at(std::string_view text, size_t begin, JsonDocument& document, JsonScratch& scratch, JsonFailure& failure,
                   const JsonLimits& limits) {
  document.arena_.clear();
  document.root_ = {};
  bool is_good = false;
  {
    JsonReader reader(text, limits, scratch);
    is_good = reader.read_at(begin, document);
    if (!is_good) failure = {reader.error_at(), reader.error()};
  }
  // One large value among many small ones is not paid for until the end.
  constexpr size_t kKept = 4096;
  if (scratch.values.capacity() > kKept) scratch.values = std::vector<JsonValue>();  // `{}` would keep the room.
  if (scratch.members.capacity() > kKept) scratch.members = std::vector<JsonMember>();
  return is_good;
}

std::optional<JsonDocument> parse_json_at(std::string_view text, size_t begin, JsonFailure& failure, const JsonLimits& limits) {
  JsonDocument document;
  JsonScratch scratch;
  if (parse_json_at(text, begin, document, scratch, failure, limits)) return document;
  return std::nullopt;
}

base::Result<JsonDocument> parse_json(std::string_view text, const JsonLimits& limits) {
  JsonDocument document;
  JsonScratch scratch;
  JsonReader reader(text, limits, scratch);
  if (reader.read(document)) return document;
  std::string_view before = text.substr(0, reader.error_at());
  size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0: the first line.
  size_t column = 1;
  for (char byte : before.substr(line_begin)) column += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1U : 0U;
  return base::fail(fmt::format("{}:{}: {}", std::count(before.begin(), before.end(), '\n') + 1, column, reader.error()));
}

std::optional<JsonDocument> parse_json(const diag::Source& source, diag::Sink& sink, const JsonLimits& limits) {
  static constexpr diag::Kind kInvalidJson = {.name = "invalid-json", .level = diag::Level::Error};
  JsonDocument document;
  JsonScratch scratch;
  JsonReader reader(source.text(), limits, scratch);
  if (reader.read(document)) return document;
  auto at = static_cast<uint32_t>(reader.error_at());
  uint32_t end = at < source.text().size() ? at + base::decode(source.text(), at).size : at;
  sink.report(kInvalidJson, {source.id(), at, end}, reader.error()).emit();
  return std::nullopt;
}

}  // namespace wafpp::documents
