#include "hcl/json_value.h"

#include <fmt/format.h>

#include <string>

#include "base/unicode.h"
#include "hcl/characters.h"
#include "hcl/lexical_errors.h"

namespace wafpp::hcl {

namespace {

constexpr diag::Kind kInvalidJson = {.name = "invalid-json", .level = diag::Level::Error};
constexpr diag::Kind kInvalidEscape = {.name = "invalid-escape", .level = diag::Level::Error};
constexpr diag::Kind kReplacedByte = {.name = "replaced-byte", .level = diag::Level::Warning};
constexpr diag::Kind kTooDeep = {.name = "nested-too-deep", .level = diag::Level::Error};

int hex4(std::string_view text, size_t at) {
  if (at + 4 > text.size()) return -1;
  int value = 0;
  for (size_t i = at; i < at + 4; ++i) {
    char c = text[i];
    int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) return -1;
    value = value << 4 | digit;
  }
  return value;
}

bool is_high_surrogate(int unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(int unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// One escape sequence: how many bytes it has (0: it is none) and what it stands for.
struct Escape {
  uint32_t size = 0;
  uint32_t code_point = 0;
};

Escape escape_at(std::string_view text, size_t at) {
  if (at + 1 >= text.size()) return {};
  switch (text[at + 1]) {
    case '"':
    case '\\':
    case '/':
      return {2, static_cast<uint32_t>(text[at + 1])};
    case 'b':
      return {2, '\b'};
    case 'f':
      return {2, '\f'};
    case 'n':
      return {2, '\n'};
    case 'r':
      return {2, '\r'};
    case 't':
      return {2, '\t'};
    case 'u': {
      int unit = hex4(text, at + 2);
      if (unit < 0) return {};
      if (is_high_surrogate(unit) && text.substr(at + 6).starts_with("\\u")) {
        int low = hex4(text, at + 8);
        if (is_low_surrogate(low))
          return {12, 0x10000U + (static_cast<uint32_t>(unit - 0xD800) << 10) + static_cast<uint32_t>(low - 0xDC00)};
      }
      // A surrogate on its own becomes U+FFFD, as in Go.
      return {6, is_high_surrogate(unit) || is_low_surrogate(unit) ? 0xFFFDU : static_cast<uint32_t>(unit)};
    }
    default:
      return {};
  }
}

/// What the bytes at `at` stand for: an escape sequence, a character, or a byte that is no UTF-8 (U+FFFD).
Escape piece_at(std::string_view text, size_t at) {
  if (text[at] == '\\') return escape_at(text, at);
  base::CodePoint point = base::decode(text, at);
  return {point.size, point.value};
}

class JsonReader {
 public:
  JsonReader(Reading& reading, base::Arena& arena, uint32_t depth)
      : reading_(reading), arena_(arena), text_(reading.text()), size_(static_cast<uint32_t>(text_.size())), limit_(depth) {}

  const JsonValue* whole() {
    const JsonValue* made = value();
    skip_space();
    if (!failed_ && at_ < size_) unexpected("the end of the file");
    return made;
  }

 private:
  JsonValue* value() {
    skip_space();
    JsonValue* made = arena_.make<JsonValue>();
    made->begin = made->end = at_;
    switch (peek()) {
      case '{':
        object(*made);
        break;
      case '[':
        array(*made);
        break;
      case '"':
        string(*made);
        break;
      case 't':
      case 'f':
      case 'n':
        keyword(*made);
        break;
      default:
        if (peek() == '-' || is_in(peek(), kDigit)) {
          number(*made);
        } else {
          unexpected("a value");
        }
    }
    made->end = at_;
    return made;
  }

  void object(JsonValue& made) {
    if (!enter()) return;
    made.kind = JsonValue::Kind::Object;
    size_t first = members_.size();
    bool is_first = true;
    while (!passed('}', is_first, "`,` or `}`", made.begin)) {
      is_first = false;
      skip_space();
      if (peek() != '"') {
        unexpected(at_ < size_ && peek() == '}' ? "another property after `,`" : "a property's name in quotes");
        break;
      }
      const JsonValue* name = value();
      if (failed_) break;
      skip_space();
      if (peek() != ':') {
        unexpected("`:`");
        break;
      }
      ++at_;
      const JsonValue* inner = value();
      members_.push_back({name, inner});
      if (failed_) break;
    }
    made.members = arena_.copy(std::span<const JsonMember>(members_).subspan(first));
    members_.resize(first);
    --depth_;
  }

  void array(JsonValue& made) {
    if (!enter()) return;
    made.kind = JsonValue::Kind::Array;
    size_t first = elements_.size();
    bool is_first = true;
    while (!passed(']', is_first, "`,` or `]`", made.begin)) {
      is_first = false;
      const JsonValue* inner = value();
      elements_.push_back(inner);
      if (failed_) break;
    }
    made.elements = arena_.copy(std::span<const JsonValue* const>(elements_).subspan(first));
    elements_.resize(first);
    --depth_;
  }

  /// Passes the bracket and counts it.
  bool enter() {
    if (depth_ >= limit_) {
      failed_ = true;
      reading_.report(kTooDeep, at_, at_ + 1, fmt::format("nested deeper than {} levels", limit_)).emit();
      return false;
    }
    ++depth_;
    ++at_;
    return true;
  }

  /// Whether the list ends here, with its closing bracket or an error; otherwise passes the comma in front of the next item.
  bool passed(char closer, bool is_first, std::string_view what, uint32_t opened) {
    skip_space();
    if (peek() == closer) {
      ++at_;
      return true;
    }
    if (is_first) return false;
    if (peek() == ',') {
      ++at_;
      return false;
    }
    failed_ = true;
    reading_.report(kInvalidJson, at_, std::min(at_ + 1, size_), fmt::format("found {} instead of {}", found(), what))
        .label(reading_.place(opened, opened + 1), "opened here")
        .emit();
    return true;
  }

  void keyword(JsonValue& made) {
    auto is = [&](std::string_view word) {
      if (!text_.substr(at_).starts_with(word)) return false;
      char next = at_ + word.size() < size_ ? text_[at_ + word.size()] : '\0';
      if (is_in(next, kIdentifierContinue)) return false;
      at_ += static_cast<uint32_t>(word.size());
      return true;
    };
    if (is("null")) {
      made.kind = JsonValue::Kind::Null;
    } else if (is("true")) {
      made.kind = JsonValue::Kind::Bool;
      made.truth = true;
    } else if (is("false")) {
      made.kind = JsonValue::Kind::Bool;
    } else {
      unexpected("a value");
    }
  }

  void number(JsonValue& made) {
    auto digits = [&] {
      uint32_t begin = at_;
      while (is_in(peek(), kDigit)) ++at_;
      return at_ > begin;
    };
    if (peek() == '-') ++at_;
    bool good = true;
    if (peek() == '0') {
      ++at_;
    } else {
      good = digits();
    }
    if (good && peek() == '.') {
      ++at_;
      good = digits();
    }
    if (good && (peek() == 'e' || peek() == 'E')) {
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      good = digits();
    }
    if (!good || is_in(peek(), kIdentifierContinue) || peek() == '.') {
      unexpected("a number such as `-1.5e3`");
      return;
    }
    made.kind = JsonValue::Kind::Number;
    made.text = text_.substr(made.begin, at_ - made.begin);
  }

  void string(JsonValue& made) {
    ++at_;
    uint32_t begin = at_;
    for (;;) {
      if (at_ >= size_ || text_[at_] == '\n' || text_[at_] == '\r') {
        failed_ = true;
        reading_.report(kInvalidJson, at_, at_, "a string that is not closed on its line")
            .label(reading_.place(made.begin, made.begin + 1), "opened here")
            .emit();
        return;
      }
      char c = text_[at_];
      if (c == '"') break;
      if (c == '\\') {
        Escape escape = escape_at(text_, at_);
        if (escape.size == 0) {
          failed_ = true;
          reading_.report(kInvalidEscape, at_, std::min(at_ + 2, size_), "this is not an escape sequence of JSON").emit();
          return;
        }
        made.has_escapes = true;
        at_ += escape.size;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        failed_ = true;
        reading_
            .report(kInvalidJson, at_, at_ + 1,
                    fmt::format("the control character U+{:04X} stands in a string", static_cast<unsigned>(static_cast<unsigned char>(c))))
            .help(fmt::format("write `\\u{:04x}`", static_cast<unsigned>(static_cast<unsigned char>(c))))
            .emit();
        return;
      } else if (static_cast<unsigned char>(c) >= 0x80) {
        base::CodePoint point = base::decode(text_, at_);
        if (!point.valid && !replaced_) {
          replaced_ = true;
          reading_.report(kReplacedByte, at_, at_ + 1, "this byte is not valid UTF-8 and counts as U+FFFD")
              .help("save the file as UTF-8")
              .emit();
        }
        // Becomes U+FFFD, as in Go.
        if (!point.valid) made.has_escapes = true;
        at_ += point.size;
      } else {
        ++at_;
      }
    }
    made.kind = JsonValue::Kind::String;
    made.text = text_.substr(begin, at_ - begin);
    ++at_;
    if (made.has_escapes) made.text = resolve(made.text);
  }

  std::string_view resolve(std::string_view raw) {
    std::string resolved;
    resolved.reserve(raw.size());
    for (size_t at = 0; at < raw.size();) {
      Escape piece = piece_at(raw, at);
      base::append_utf8(resolved, piece.code_point);
      at += piece.size;
    }
    return arena_.copy(std::string_view(resolved));
  }

  void unexpected(std::string_view wanted) {
    failed_ = true;
    uint32_t end = at_;
    if (at_ < size_) {
      base::CodePoint point = base::decode(text_, at_);
      if (!point.valid) return lexical_errors::invalid_utf8(reading_, at_, at_ + 1);
      end = word_end();
    }
    reading_.report(kInvalidJson, at_, end, fmt::format("found {} instead of {}", found(), wanted)).emit();
  }

  uint32_t word_end() const {
    uint32_t end = at_;
    while (end < size_ && is_in(text_[end], kIdentifierContinue)) ++end;
    return end > at_ ? end : at_ + base::decode(text_, at_).size;
  }

  std::string found() const {
    if (at_ >= size_) return "the end of the file";
    base::CodePoint point = base::decode(text_, at_);
    if (!point.valid) return "bytes that are not UTF-8";
    if (point.value == 0xFEFF) return "a byte order mark";
    if (!base::is_print(point.value)) return fmt::format("the character U+{:04X}", point.value);
    return fmt::format("`{}`", text_.substr(at_, std::min<uint32_t>(word_end() - at_, 40)));
  }

  char peek() const { return at_ < size_ ? text_[at_] : '\0'; }
  void skip_space() {
    while (at_ < size_ && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) ++at_;
  }

  Reading& reading_;
  base::Arena& arena_;
  std::string_view text_;
  uint32_t size_;
  uint32_t limit_;
  uint32_t at_ = 0;
  uint32_t depth_ = 0;
  bool failed_ = false;
  bool replaced_ = false;  ///< The first byte that is no UTF-8 is told.
  std::vector<JsonMember> members_;
  std::vector<const JsonValue*> elements_;
};

}  // namespace

const JsonValue* read_json(Reading& reading, base::Arena& arena, uint32_t depth) { return JsonReader(reading, arena, depth).whole(); }

std::vector<Shift> shifts_of(const JsonValue& string, std::string_view source) {
  uint32_t begin = string.begin + 1;
  std::vector<Shift> shifts = {{0, begin}};
  if (!string.has_escapes) return shifts;
  std::string_view raw = source.substr(begin, string.end - 1 - begin);
  std::string decoded;
  uint32_t text = 0;
  for (uint32_t at = 0; at < raw.size();) {
    Escape piece = piece_at(raw, at);
    decoded.clear();
    base::append_utf8(decoded, piece.code_point);
    at += piece.size;
    text += static_cast<uint32_t>(decoded.size());
    if (decoded.size() != piece.size) shifts.push_back({text, begin + at});
  }
  return shifts;
}

std::string_view describe(JsonValue::Kind kind) {
  switch (kind) {
    case JsonValue::Kind::Invalid:
      return "nothing";
    case JsonValue::Kind::Null:
      return "null";
    case JsonValue::Kind::Bool:
      return "a bool";
    case JsonValue::Kind::Number:
      return "a number";
    case JsonValue::Kind::String:
      return "a string";
    case JsonValue::Kind::Array:
      return "an array";
    case JsonValue::Kind::Object:
      return "an object";
  }
  return "";
}

}  // namespace wafpp::hcl
