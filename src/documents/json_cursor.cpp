#include "documents/json_cursor.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

namespace wafpp::documents {

JsonCursor::JsonCursor(std::string_view text, size_t begin, const JsonLimits& limits) : text_(text), limits_(limits), at_(begin) {
  if (begin == 0 && text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

bool JsonCursor::fail(size_t at, std::string message) {
  if (!failed_) failure_ = {at, std::move(message)};
  failed_ = true;
  return false;
}

void JsonCursor::skip_space() {
  while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) ++at_;
}

size_t JsonCursor::position() {
  skip_space();
  return at_;
}

char JsonCursor::peek() {
  skip_space();
  return at_ < text_.size() ? text_[at_] : '\0';
}

bool JsonCursor::at_end() { return !failed_ && peek() == '\0' && at_ >= text_.size(); }

bool JsonCursor::enter(char bracket) {
  if (failed_ || peek() != bracket) return false;
  ++at_;
  is_first_ = true;
  return true;
}

bool JsonCursor::next_item(char closing) {
  if (failed_) return false;
  char next = peek();
  bool first = std::exchange(is_first_, false);
  if (next == closing) {
    ++at_;
    return false;
  }
  if (first) return true;
  if (next != ',') {
    if (at_ >= text_.size()) return fail(at_, fmt::format("the text ends where `,` or `{}` is wanted", closing));
    return fail(at_, fmt::format("`,` or `{}` is wanted here", closing));
  }
  ++at_;
  return true;
}

std::optional<JsonCursor::Name> JsonCursor::next_member() {
  if (!next_item('}')) return std::nullopt;
  if (peek() != '"') {
    fail(at_, at_ < text_.size() ? "a name in quotes is wanted here" : "the text ends where a name in quotes is wanted");
    return std::nullopt;
  }
  JsonFailure failure;
  std::optional<JsonDocument> name = parse_json_at(text_, at_, failure, limits_);
  if (!name) {
    fail(failure.at, std::move(failure.message));
    return std::nullopt;
  }
  Name result{std::string(name->root().string()), name->root().begin(), name->root().end()};
  at_ = result.end;
  if (peek() != ':') {
    fail(at_, "`:` is wanted here");
    return std::nullopt;
  }
  ++at_;
  return result;
}

bool JsonCursor::next_element() { return next_item(']'); }

bool JsonCursor::skip_string() {
  size_t begin = at_++;
  while (at_ < text_.size()) {
    const void* found = std::memchr(text_.data() + at_, '"', text_.size() - at_);
    if (found == nullptr) break;
    size_t quote = static_cast<size_t>(static_cast<const char*>(found) - text_.data());
    // An even number of backslashes before it leaves the quote a quote. Those before `at_` were looked at.
    size_t first = quote;
    while (first > at_ && text_[first - 1] == '\\') --first;
    at_ = quote + 1;
    if ((quote - first) % 2 == 0) return true;
  }
  at_ = text_.size();
  return fail(begin, "the string is never closed");
}

bool JsonCursor::skip() {
  if (failed_) return false;
  size_t begin = position();
  std::vector<char> open;
  do {
    char next = peek();
    switch (next) {
      case '\0':
        if (at_ < text_.size()) return fail(at_, "a value is wanted here");
        return fail(open.empty() ? at_ : begin,
                    open.empty() ? "the text ends where a value is wanted" : "the text ends inside of this value");
      case '"':
        if (!skip_string()) return false;
        break;
      case '{':
      case '[':
        if (open.size() >= limits_.depth) return fail(at_, fmt::format("nested deeper than {} levels", limits_.depth));
        open.push_back(next == '{' ? '}' : ']');
        ++at_;
        break;
      case '}':
      case ']':
        if (open.empty() || open.back() != next) return fail(at_, "this bracket closes nothing");
        open.pop_back();
        ++at_;
        break;
      case ',':
      case ':':
        if (open.empty()) return fail(at_, "a value is wanted here");
        ++at_;
        break;
      default: {
        // A number or a word: up to what ends it.
        size_t end = text_.find_first_of(" \t\r\n,:]}\"[{", at_);
        at_ = end == std::string_view::npos ? text_.size() : end;
      }
    }
  } while (!open.empty());
  return true;
}

std::optional<JsonDocument> JsonCursor::read() {
  if (failed_) return std::nullopt;
  size_t begin = position();
  size_t end = std::min<size_t>(text_.size(), begin + limits_.bytes);
  JsonFailure failure;
  std::optional<JsonDocument> document = parse_json_at(text_.substr(0, end), begin, failure, limits_);
  if (document) {
    at_ = document->root().end();
    return document;
  }
  // Where the text goes on behind the limit, that may be all that is wrong.
  JsonCursor whole = *this;
  if (end < text_.size() && whole.skip() && whole.at_ > end) {
    fail(begin, fmt::format("{} bytes in one value, over the limit of {}", whole.at_ - begin, limits_.bytes));
  } else {
    fail(failure.at, std::move(failure.message));
  }
  return std::nullopt;
}

}  // namespace wafpp::documents
