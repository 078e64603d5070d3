#include "value/quote.h"

#include "base/unicode.h"

namespace wafpp::value {

namespace {

constexpr char kHex[] = "0123456789abcdef";

void append_hex(std::string& to, uint32_t value, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) to += kHex[(value >> shift) & 0xF];
}

}  // namespace

void append_quoted(std::string& to, std::string_view text) {
  to += '"';
  for (size_t at = 0; at < text.size();) {
    base::CodePoint point = base::decode(text, at);
    std::string_view bytes = text.substr(at, point.size);
    at += point.size;
    if (!point.valid) {
      to += "\\x";
      append_hex(to, static_cast<unsigned char>(bytes[0]), 2);
      continue;
    }
    switch (point.value) {
      case '"':
        to += "\\\"";
        continue;
      case '\\':
        to += "\\\\";
        continue;
      case '\a':
        to += "\\a";
        continue;
      case '\b':
        to += "\\b";
        continue;
      case '\f':
        to += "\\f";
        continue;
      case '\n':
        to += "\\n";
        continue;
      case '\r':
        to += "\\r";
        continue;
      case '\t':
        to += "\\t";
        continue;
      case '\v':
        to += "\\v";
        continue;
      default:
        break;
    }
    if (base::is_print(point.value)) {
      to += bytes;
    } else if (point.value < ' ' || point.value == 0x7F) {
      to += "\\x";
      append_hex(to, point.value, 2);
    } else if (point.value < 0x10000) {
      to += "\\u";
      append_hex(to, point.value, 4);
    } else {
      to += "\\U";
      append_hex(to, point.value, 8);
    }
  }
  to += '"';
}

std::string quote(std::string_view text) {
  std::string result;
  result.reserve(text.size() + 2);
  append_quoted(result, text);
  return result;
}

void append_json_string(std::string& to, std::string_view text) {
  to += '"';
  size_t plain = 0;  // Where the run of bytes begins that need no escaping.
  auto flush = [&](size_t end) { to.append(text, plain, end - plain); };
  for (size_t at = 0; at < text.size();) {
    auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      if (byte >= ' ' && byte != '"' && byte != '\\' && byte != '<' && byte != '>' && byte != '&') {
        ++at;
        continue;
      }
      flush(at);
      switch (byte) {
        case '"':
          to += "\\\"";
          break;
        case '\\':
          to += "\\\\";
          break;
        case '\b':
          to += "\\b";
          break;
        case '\f':
          to += "\\f";
          break;
        case '\n':
          to += "\\n";
          break;
        case '\r':
          to += "\\r";
          break;
        case '\t':
          to += "\\t";
          break;
        default:
          to += "\\u";
          append_hex(to, byte, 4);
      }
      plain = ++at;
      continue;
    }
    base::CodePoint point = base::decode(text, at);
    if (!point.valid || point.value == 0x2028 || point.value == 0x2029) {
      flush(at);
      to += "\\u";
      append_hex(to, point.valid ? point.value : 0xFFFD, 4);
      plain = at + point.size;
    }
    at += point.size;
  }
  flush(text.size());
  to += '"';
}

}  // namespace wafpp::value
