#include "documents/json5.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/unicode.h"

namespace wafpp::documents {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
/// Characters of a name without quotes; all beyond ASCII are taken, though JavaScript takes letters alone.
bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}
bool is_name(char c) { return is_name_start(c) || is_digit(c); }

/// A name that is there twice.
std::optional<std::string_view> doubled(std::span<const JsonMember> members) {
  std::vector<std::string_view> names;
  names.reserve(members.size());
  for (const JsonMember& member : members) names.push_back(member.name);
  std::sort(names.begin(), names.end());
  auto found = std::adjacent_find(names.begin(), names.end());
  return found == names.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

/// As `JsonReader`: recursive descent of limited depth, each array and object one block in the arena.
class Json5Reader {
 public:
  Json5Reader(std::string_view text, const JsonLimits& limits) : text_(text), limits_(limits) {}

  bool read(JsonDocument& document) {
    arena_ = &document.arena_;
    if (text_.size() > std::min<size_t>(limits_.bytes, std::numeric_limits<uint32_t>::max()))
      return fail_at(0, fmt::format("{} bytes of JSON5, over the limit of {}", text_.size(), limits_.bytes));
    if (!base::is_valid_utf8(text_)) {
      size_t bad = 0;
      for (base::CodePoint point = base::decode(text_, bad); point.valid; point = base::decode(text_, bad)) bad += point.size;
      return fail_at(bad, "the text is not UTF-8");
    }
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    if (!value(document.root_, 0) || !skip_space()) return false;
    return at_ == text_.size() || fail_at(at_, "something follows the end of the value");
  }

  JsonFailure failure() && { return std::move(failure_); }

 private:
  bool fail_at(size_t at, std::string message) {
    failure_ = {at, std::move(message)};
    return false;
  }

  char peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool is_next(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  /// White space and comments; false where a comment is never closed.
  bool skip_space() {
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        ++at_;
      } else if (is_next("//")) {
        at_ = std::min(text_.find_first_of("\r\n", at_), text_.size());
      } else if (is_next("/*")) {
        size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) return fail_at(at_, "the comment is never closed");
        at_ = end + 2;
      } else if (is_next("\xC2\xA0")) {
        at_ += 2;
      } else if (is_next("\xE2\x80\xA8") || is_next("\xE2\x80\xA9") || is_next("\xEF\xBB\xBF")) {
        at_ += 3;
      } else {
        return true;
      }
    }
    return true;
  }

  bool unexpected(std::string_view wanted) {
    if (at_ >= text_.size()) return fail_at(at_, fmt::format("the text ends where {} is wanted", wanted));
    base::CodePoint found = base::decode(text_, at_);
    if (!base::is_print(found.value))
      return fail_at(at_, fmt::format("byte 0x{:02x} where {} is wanted", static_cast<unsigned char>(text_[at_]), wanted));
    return fail_at(at_, fmt::format("`{}` where {} is wanted", text_.substr(at_, found.size), wanted));
  }

  bool value(JsonValue& out, uint32_t depth) {
    if (!skip_space()) return false;
    out.begin_ = static_cast<uint32_t>(at_);
    bool good = false;
    char first = peek();
    if (first == '{') {
      good = object(out, depth);
    } else if (first == '[') {
      good = array(out, depth);
    } else if (first == '"' || first == '\'') {
      out.kind_ = JsonKind::String;
      good = string(out.text_);
    } else if (is_digit(first) || first == '+' || first == '-' || first == '.') {
      good = number(out);
    } else {
      good = word(out);
    }
    out.end_ = static_cast<uint32_t>(at_);
    return good;
  }

  bool word(JsonValue& out) {
    size_t end = at_;
    while (end < text_.size() && is_name(text_[end])) ++end;
    std::string_view found = text_.substr(at_, end - at_);
    if (found == "true" || found == "false") {
      out.kind_ = JsonKind::Bool;
      out.bool_ = found == "true";
    } else if (found == "Infinity" || found == "NaN") {
      out.kind_ = JsonKind::Number;
      out.text_ = found;
    } else if (found != "null") {
      return unexpected("a value");
    }
    at_ = end;
    return true;
  }

  size_t digits() {
    size_t begin = at_;
    while (is_digit(peek())) ++at_;
    return at_ - begin;
  }

  bool number(JsonValue& out) {
    out.kind_ = JsonKind::Number;
    size_t begin = at_;
    if (peek() == '+' || peek() == '-') ++at_;
    if (is_next("Infinity") || is_next("NaN")) {
      at_ += is_next("NaN") ? 3 : 8;
    } else if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
      at_ += 2;
      if (!is_hex(peek())) return unexpected("a hexadecimal digit");
      while (is_hex(peek())) ++at_;
    } else {
      if (peek() == '0' && is_digit(peek(1))) return fail_at(at_, "a number does not begin with 0");
      size_t found = digits();
      if (peek() == '.') {
        ++at_;
        found += digits();
      }
      if (found == 0) return unexpected("a digit");
      if (peek() == 'e' || peek() == 'E') {
        ++at_;
        if (peek() == '+' || peek() == '-') ++at_;
        if (digits() == 0) return unexpected("a digit");
      }
    }
    if (is_name(peek())) return unexpected("the end of the number");
    out.text_ = text_.substr(begin, at_ - begin);
    return true;
  }

  bool string(std::string_view& out) {
    char quote = text_[at_];
    size_t begin = at_++;
    std::string resolved;
    while (at_ < text_.size()) {
      char next = text_[at_];
      if (next == quote) {
        ++at_;
        out = arena_->copy(std::string_view(resolved));
        return true;
      }
      if (next == '\n' || next == '\r') return fail_at(begin, "the string is never closed");
      if (next == '\\') {
        if (!escape(resolved)) return false;
        continue;
      }
      resolved += next;
      ++at_;
    }
    return fail_at(begin, "the string is never closed");
  }

  bool hex(size_t count, uint32_t& out) {
    std::string_view found = text_.substr(std::min(at_, text_.size()), count);
    bool is_good = found.size() == count && std::all_of(found.begin(), found.end(), is_hex);
    if (!is_good) return fail_at(at_, fmt::format("{} hexadecimal digits are wanted", count));
    std::from_chars(found.data(), found.data() + count, out, 16);
    at_ += count;
    return true;
  }

  /// From the backslash on.
  bool escape(std::string& to) {
    size_t begin = at_++;
    if (at_ >= text_.size()) return fail_at(begin, "the string is never closed");
    char which = text_[at_++];
    constexpr std::string_view kLetters = "bfnrtv0";
    constexpr std::string_view kMeant("\b\f\n\r\t\v\0", 7);
    if (which == 'u' || which == 'x') {
      uint32_t unit = 0;
      if (!hex(which == 'u' ? 4 : 2, unit)) return false;
      if (unit >= 0xD800 && unit < 0xDC00 && is_next("\\u")) {
        size_t second = at_;
        at_ += 2;
        uint32_t low = 0;
        if (!hex(4, low)) return false;
        if (low >= 0xDC00 && low < 0xE000) {
          unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
        } else {
          at_ = second;  // An escape of its own; the half before it stays alone.
        }
      }
      base::append_utf8(to, unit);  // A lone half is U+FFFD there.
    } else if (size_t known = kLetters.find(which); known != std::string_view::npos && !(which == '0' && is_digit(peek()))) {
      to += kMeant[known];
    } else if (is_digit(which)) {
      return fail_at(begin, "no such escape in JSON5");
    } else if (which == '\r') {
      if (peek() == '\n') ++at_;
    } else if (which != '\n') {
      // The line goes on behind U+2028 and U+2029 too; any other character stands for itself.
      --at_;
      size_t size = base::decode(text_, at_).size;
      if (!is_next("\xE2\x80\xA8") && !is_next("\xE2\x80\xA9")) to += text_.substr(at_, size);
      at_ += size;
    }
    return true;
  }

  bool name(JsonMember& member) {
    member.name_begin = static_cast<uint32_t>(at_);
    char first = peek();
    if (first == '"' || first == '\'') {
      if (!string(member.name)) return false;
    } else if (is_name_start(first)) {
      size_t begin = at_;
      while (is_name(peek())) ++at_;
      member.name = text_.substr(begin, at_ - begin);
    } else {
      return unexpected("a name");
    }
    member.name_end = static_cast<uint32_t>(at_);
    return true;
  }

  bool enter(uint32_t depth) {
    if (depth >= limits_.depth) return fail_at(at_, fmt::format("nested deeper than {} levels", limits_.depth));
    ++at_;
    return skip_space();
  }

  /// Behind an element: whether another may follow. False with `closing` before us, or after a failure.
  bool goes_on(char closing, bool& failed) {
    failed = true;
    if (!skip_space()) return false;
    if (peek() == ',') {
      ++at_;
      if (!skip_space()) return false;
      failed = false;
      return peek() != closing;
    }
    if (peek() != closing) return unexpected(closing == ']' ? "`,` or `]`" : "`,` or `}`");
    failed = false;
    return false;
  }

  bool array(JsonValue& out, uint32_t depth) {
    out.kind_ = JsonKind::Array;
    if (!enter(depth)) return false;
    size_t first = values_.size();
    bool failed = false;
    for (bool more = peek() != ']'; more; more = goes_on(']', failed)) {
      JsonValue element;
      if (!value(element, depth + 1)) return false;
      values_.push_back(element);
    }
    if (failed) return false;
    ++at_;
    auto elements = arena_->copy(std::span<const JsonValue>(values_).subspan(first));
    values_.resize(first);
    out.elements_ = elements.data();
    out.count_ = static_cast<uint32_t>(elements.size());
    return true;
  }

  bool object(JsonValue& out, uint32_t depth) {
    out.kind_ = JsonKind::Object;
    size_t begin = at_;
    if (!enter(depth)) return false;
    size_t first = members_.size();
    bool failed = false;
    for (bool more = peek() != '}'; more; more = goes_on('}', failed)) {
      JsonMember member;
      if (!name(member) || !skip_space()) return false;
      if (peek() != ':') return unexpected("`:`");
      ++at_;
      if (!value(member.value, depth + 1)) return false;
      members_.push_back(member);
    }
    if (failed) return false;
    ++at_;
    auto members = arena_->copy(std::span<const JsonMember>(members_).subspan(first));
    members_.resize(first);
    if (std::optional<std::string_view> twice = doubled(members))
      return fail_at(begin, fmt::format("`{}` is in this object twice: which one holds?", *twice));
    out.members_ = members.data();
    out.count_ = static_cast<uint32_t>(members.size());
    return true;
  }

  std::string_view text_;
  JsonLimits limits_;
  base::Arena* arena_ = nullptr;
  size_t at_ = 0;
  std::vector<JsonValue> values_;
  std::vector<JsonMember> members_;
  JsonFailure failure_;
};

std::optional<JsonDocument> parse_json5(std::string_view text, JsonFailure& failure, const JsonLimits& limits) {
  JsonDocument document;
  Json5Reader reader(text, limits);
  if (reader.read(document)) return document;
  failure = std::move(reader).failure();
  return std::nullopt;
}

}  // namespace wafpp::documents
