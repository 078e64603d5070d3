#include "documents/json_stream.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/unicode.h"
#include "documents/byte_scan.h"

namespace wafpp::documents {

namespace {

bool is_space(char byte) { return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t'; }
bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }
bool is_hex(char byte) { return is_digit(byte) || (byte >= 'a' && byte <= 'f') || (byte >= 'A' && byte <= 'F'); }
bool is_short_escape(char byte) { return std::string_view("\"\\/bfnrt").find(byte) != std::string_view::npos; }

/// The pieces of a JSON text, each taken whole or not at all: for what lies in memory and has nothing wrong with it, which is nearly
/// everything. What is not taken here is looked at with care elsewhere.
class Pieces {
 public:
  explicit Pieces(std::string_view text) : begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {}

  size_t passed() const { return static_cast<size_t>(at_ - begin_); }
  /// The first byte behind white space; 0 at the end of what is in memory.
  char peek() {
    while (at_ < end_ && is_space(*at_)) ++at_;
    return at_ < end_ ? *at_ : '\0';
  }
  void pass() { ++at_; }

  /// From quote to quote.
  bool string() {
    const char* at = at_ + 1;
    while (true) {
      at += plain_prefix({at, static_cast<size_t>(end_ - at)});
      if (at == end_) return false;
      if (*at == '"') {
        at_ = at + 1;
        return true;
      }
      size_t special = *at == '\\' ? escape(at) : beyond_ascii(at);
      if (special == 0) return false;
      at += special;
    }
  }
  /// A name and, right behind it, its colon.
  bool name() {
    const char* begin = at_;
    if (string() && at_ < end_ && *at_ == ':') {
      ++at_;
      return true;
    }
    at_ = begin;
    return false;
  }
  /// A whole number without a sign, behind which something else follows.
  bool digits() {
    const char* at = at_;
    while (at < end_ && is_digit(*at)) ++at;
    bool is_whole = at > at_ && at < end_ && *at != '.' && *at != 'e' && *at != 'E';
    if (!is_whole || (*at_ == '0' && at > at_ + 1)) return false;
    at_ = at;
    return true;
  }
  bool word(std::string_view word) {
    if (!std::string_view(at_, static_cast<size_t>(end_ - at_)).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  bool scalar(char first) {
    switch (first) {
      case '"':
        return string();
      case 't':
        return word("true");
      case 'f':
        return word("false");
      case 'n':
        return word("null");
      default:
        return digits();
    }
  }

 private:
  /// Bytes of the escape at `at`; 0 where it is none, or reaches behind what is in memory.
  size_t escape(const char* at) const {
    if (end_ - at < 6) return 0;
    if (at[1] == 'u') return std::all_of(at + 2, at + 6, is_hex) ? 6 : 0;
    return is_short_escape(at[1]) ? 2 : 0;
  }
  /// Bytes of the code point at `at`, likewise.
  size_t beyond_ascii(const char* at) const {
    if (static_cast<unsigned char>(*at) < 0x80) return 0;
    base::CodePoint point = base::decode({at, static_cast<size_t>(end_ - at)}, 0);
    return point.valid ? point.size : 0;
  }

  const char* begin_;
  const char* at_;
  const char* end_;
};

}  // namespace

JsonStream::JsonStream(ByteStream& stream, const JsonStreamLimits& limits) : window_(stream), limits_(limits) {
  window_.want(3);
  if (window_.rest().starts_with("\xEF\xBB\xBF")) window_.pass(3);
}

bool JsonStream::fail_ahead(size_t ahead, const std::string& message) {
  // What the stream itself says goes first: a packed file that is cut off ends in the middle of a value.
  if (!failed_) failure_ = {window_.place_of(window_.offset() + ahead), window_.error().empty() ? message : window_.error()};
  failed_ = true;
  return false;
}

bool JsonStream::unexpected(std::string_view wanted) {
  window_.want(4);
  std::string_view rest = window_.rest();
  if (rest.empty()) return fail_ahead(0, fmt::format("the text ends where {} is wanted", wanted));
  base::CodePoint found = base::decode(rest, 0);
  if (!found.valid || !base::is_print(found.value)) {
    return fail_ahead(0, fmt::format("byte 0x{:02x} where {} is wanted", static_cast<unsigned char>(rest[0]), wanted));
  }
  return fail_ahead(0, fmt::format("`{}` where {} is wanted", rest.substr(0, found.size), wanted));
}

char JsonStream::peek() {
  while (true) {
    std::string_view rest = window_.rest();
    size_t spaces = 0;
    while (spaces < rest.size() && is_space(rest[spaces])) ++spaces;
    window_.pass(spaces);
    if (spaces < rest.size()) return rest[spaces];
    if (!window_.more()) return '\0';
  }
}

uint64_t JsonStream::offset() {
  peek();
  return window_.offset();
}

bool JsonStream::at_end() {
  if (failed_ || peek() != '\0' || !window_.rest().empty()) return false;
  if (!window_.error().empty()) return fail_ahead(0, "");
  return true;
}

bool JsonStream::enter(char bracket) {
  if (failed_ || peek() != bracket) return false;
  if (depth_ >= limits_.depth) return fail_ahead(0, fmt::format("nested deeper than {} levels", limits_.depth));
  ++depth_;
  window_.pass(1);
  is_first_ = true;
  return true;
}

bool JsonStream::next_item(char closing) {
  if (failed_) return false;
  char next = peek();
  bool first = std::exchange(is_first_, false);
  if (next == closing) {
    window_.pass(1);
    --depth_;
    return false;
  }
  if (first) return true;
  if (next != ',') return unexpected(closing == '}' ? "`,` or `}`" : "`,` or `]`");
  window_.pass(1);
  return true;
}

std::optional<std::string_view> JsonStream::next_member() {
  if (!next_item('}')) return std::nullopt;
  if (peek() != '"') {
    unexpected("a name in quotes");
    return std::nullopt;
  }
  JsonStreamLimits whole = limits_;
  limits_.value_bytes = uint32_t{1} << 16;
  std::optional<JsonDocument> name = read();
  limits_ = whole;
  if (!name) return std::nullopt;
  name_ = name->root().string();
  if (peek() != ':') {
    unexpected("`:`");
    return std::nullopt;
  }
  window_.pass(1);
  return name_;
}

bool JsonStream::next_element() { return next_item(']'); }

std::optional<JsonDocument> JsonStream::read() {
  JsonDocument document;
  if (read(document)) return document;
  return std::nullopt;
}

bool JsonStream::read(JsonDocument& into) {
  if (failed_) return false;
  if (peek() == '\0') return unexpected("a value");
  JsonLimits limits{.depth = limits_.depth - depth_, .bytes = limits_.value_bytes};
  while (true) {
    std::string_view rest = window_.rest();
    JsonFailure failure;
    bool is_good = parse_json_at(rest, 0, into, scratch_, failure, limits);
    // A number that reaches the end of what is in memory may go on behind it.
    if (is_good && (into.root().end() < rest.size() || window_.ended())) {
      window_.pass(into.root().end());
      return true;
    }
    if (rest.size() >= limits_.value_bytes) return fail_ahead(0, fmt::format("more than {} bytes in one value", limits_.value_bytes));
    if (!window_.more() && !is_good) return fail_ahead(failure.at, failure.message);
  }
}

std::optional<std::string> JsonStream::read_string(size_t bytes) {
  if (failed_) return std::nullopt;
  if (peek() != '"') {
    skip();
    return std::nullopt;
  }
  std::string start;
  if (!skip_string(&start, bytes)) return std::nullopt;
  return start;
}

bool JsonStream::skip_escape() {
  window_.want(6);
  std::string_view rest = window_.rest();
  char which = rest.size() > 1 ? rest[1] : '\0';
  if (which == 'u') {
    for (size_t digit = 2; digit < 6; ++digit) {
      if (digit >= rest.size() || !is_hex(rest[digit])) return fail_ahead(2, "`\\u` wants four hexadecimal digits");
    }
    window_.pass(6);
    return true;
  }
  if (!is_short_escape(which)) return fail_ahead(0, "no such escape in JSON");
  window_.pass(2);
  return true;
}

/// `start` receives the first `bytes` of the text, escapes left as they are.
bool JsonStream::skip_string(std::string* start, size_t bytes) {
  uint64_t begin = window_.offset();
  std::optional<diag::LineColumn> begin_place;
  auto keep = [&](std::string_view part) {
    if (start != nullptr && start->size() < bytes) start->append(part.substr(0, bytes - start->size()));
  };
  window_.pass(1);
  while (true) {
    std::string_view rest = window_.rest();
    size_t plain = plain_prefix(rest);
    keep(rest.substr(0, plain));
    window_.pass(plain);
    if (plain == rest.size()) {
      if (!begin_place) begin_place = window_.place_of(begin);
      if (window_.more()) continue;
      fail_ahead(0, "the string is never closed");
      failure_.place = *begin_place;
      return false;
    }
    auto next = static_cast<unsigned char>(rest[plain]);
    if (next == '"') {
      window_.pass(1);
      return true;
    }
    if (next == '\\') {
      window_.want(6);
      std::string_view escape = window_.rest().substr(0, 6);
      keep(escape.substr(0, escape.size() > 1 && escape[1] == 'u' ? 6 : 2));
      if (!skip_escape()) return false;
    } else if (next < 0x20) {
      return fail_ahead(0, "a control character in a string has to be escaped");
    } else {
      window_.want(4);
      base::CodePoint point = base::decode(window_.rest(), 0);
      if (!point.valid) return fail_ahead(0, "the string is not UTF-8");
      keep(window_.rest().substr(0, point.size));
      window_.pass(point.size);
    }
  }
}

bool JsonStream::skip_digits() {
  if (!is_digit(here())) return unexpected("a digit");
  while (is_digit(here())) window_.pass(1);
  return true;
}

// RFC 8259, section 6.
bool JsonStream::skip_number() {
  if (here() == '-') window_.pass(1);
  if (here() == '0') {
    window_.pass(1);
  } else if (!skip_digits()) {
    return false;
  }
  if (here() == '.') {
    window_.pass(1);
    if (!skip_digits()) return false;
  }
  if (here() == 'e' || here() == 'E') {
    window_.pass(1);
    if (here() == '+' || here() == '-') window_.pass(1);
    if (!skip_digits()) return false;
  }
  return true;
}

bool JsonStream::skip_word(std::string_view word) {
  window_.want(word.size());
  if (!window_.rest().starts_with(word)) return unexpected("a value");
  window_.pass(word.size());
  return true;
}

bool JsonStream::skip_scalar(char first) {
  switch (first) {
    case '"':
      return skip_string(nullptr, 0);
    case 't':
      return skip_word("true");
    case 'f':
      return skip_word("false");
    case 'n':
      return skip_word("null");
    default:
      return first == '-' || is_digit(first) ? skip_number() : unexpected("a value");
  }
}

JsonStream::Next JsonStream::skip_plain(Next next) {
  Pieces pieces(window_.rest());
  while (true) {
    char byte = pieces.peek();
    if (next == Next::After) {
      if (byte == ',') {
        next = open_.back() == '}' ? Next::Name : Next::Value;
        pieces.pass();
        continue;
      }
      if (byte != open_.back()) break;
      open_.pop_back();
      pieces.pass();
    } else if (next == Next::Name) {
      if (byte != '"' || !pieces.name()) break;
      next = Next::Value;
      continue;
    } else if (byte == '{' || byte == '[') {
      if (depth_ + open_.size() >= limits_.depth) break;
      Pieces inside = pieces;
      inside.pass();
      char first = inside.peek();
      if (first == '\0') break;
      pieces = inside;
      open_.push_back(byte == '{' ? '}' : ']');
      next = first == open_.back() ? Next::After : byte == '{' ? Next::Name : Next::Value;
      continue;
    } else {
      if (!pieces.scalar(byte)) break;
      next = Next::After;
    }
    if (open_.empty()) break;
  }
  window_.pass(pieces.passed());
  return next;
}

bool JsonStream::skip() {
  if (failed_) return false;
  open_.clear();
  Next next = Next::Value;
  do {
    next = skip_plain(next);
    if (next == Next::After && open_.empty()) return true;
    // What it left is broken, or at the end of what is in memory, or rare.
    char byte = peek();
    switch (next) {
      case Next::Value:
        next = Next::After;
        if (byte == '{' || byte == '[') {
          if (depth_ + open_.size() >= limits_.depth) return fail_ahead(0, fmt::format("nested deeper than {} levels", limits_.depth));
          open_.push_back(byte == '{' ? '}' : ']');
          window_.pass(1);
          if (peek() != open_.back()) next = byte == '{' ? Next::Name : Next::Value;
        } else if (!skip_scalar(byte)) {
          return false;
        }
        break;
      case Next::Name:
        if (byte != '"') return unexpected("a name in quotes");
        if (!skip_string(nullptr, 0)) return false;
        if (peek() != ':') return unexpected("`:`");
        window_.pass(1);
        next = Next::Value;
        break;
      case Next::After:
        if (byte == open_.back()) {
          open_.pop_back();
          window_.pass(1);
        } else if (byte == ',') {
          window_.pass(1);
          next = open_.back() == '}' ? Next::Name : Next::Value;
        } else {
          return unexpected(open_.back() == '}' ? "`,` or `}`" : "`,` or `]`");
        }
    }
  } while (!open_.empty());
  return true;
}

}  // namespace wafpp::documents
