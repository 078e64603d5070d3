#include "documents/json_writer.h"

#include <array>
#include <charconv>

#include "base/unicode.h"

namespace wafpp::documents {

namespace {

/// What a byte needs: 0 nothing, `u` an escape by number, `8` a look at the whole sequence, else the letter of its escape.
constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> table{};
  for (size_t byte = 0; byte < 0x20; ++byte) table[byte] = 'u';
  table['\b'] = 'b';
  table['\f'] = 'f';
  table['\n'] = 'n';
  table['\r'] = 'r';
  table['\t'] = 't';
  table['"'] = '"';
  table['\\'] = '\\';
  table[0x7F] = 'u';
  for (size_t byte = 0x80; byte < 0x100; ++byte) table[byte] = '8';
  return table;
}();

}  // namespace

void append_json_string(std::string& to, std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  to += '"';
  size_t begin = 0;  // Of the run that needs nothing.
  for (size_t at = 0; at < text.size();) {
    auto byte = static_cast<unsigned char>(text[at]);
    char escape = kEscapes[byte];
    if (escape == 0) {
      ++at;
      continue;
    }
    if (escape == '8') {
      base::CodePoint point = base::decode(text, at);
      if (point.valid) {
        at += point.size;
        continue;
      }
    }
    to.append(text.substr(begin, at - begin));
    if (escape == '8') {
      to += "\xEF\xBF\xBD";
    } else if (escape == 'u') {
      to.append("\\u00").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
    } else {
      to.append(1, '\\').append(1, escape);
    }
    begin = ++at;
  }
  to.append(text.substr(begin)).append(1, '"');
}

void JsonWriter::new_line() {
  if (layout_ == Layout::Indented && line_depth_ == 0) text_.append(1, '\n').append(2 * size_t{depth_}, ' ');
}

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (!first_) text_ += ',';
  if (depth_ > 0) new_line();
  first_ = false;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
  ++depth_;
  if (line_next_ && line_depth_ == 0) line_depth_ = depth_;
  line_next_ = false;
  first_ = true;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  --depth_;
  if (!first_) new_line();
  text_ += bracket;
  if (line_depth_ > depth_) line_depth_ = 0;
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(text_, name);
  text_ += layout_ == Layout::Indented ? ": " : ":";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view value) {
  separate();
  append_json_string(text_, value);
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  text_ += json;
  return *this;
}

JsonWriter& JsonWriter::number(int64_t value) {
  char digits[24];
  auto [end, error] = std::to_chars(digits, digits + sizeof(digits), value);
  return raw({digits, static_cast<size_t>(end - digits)});
}

JsonWriter& JsonWriter::number(uint64_t value) {
  char digits[24];
  auto [end, error] = std::to_chars(digits, digits + sizeof(digits), value);
  return raw({digits, static_cast<size_t>(end - digits)});
}

}  // namespace wafpp::documents
