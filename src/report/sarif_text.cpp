#include "report/sarif_text.h"

#include <algorithm>

#include "base/text.h"

namespace wafpp::report {

std::string uri_of(std::string_view path) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  static constexpr std::string_view kUnreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string result;
  for (char character : path) {
    auto byte = static_cast<unsigned char>(character);
    if (kUnreserved.find(character) != std::string_view::npos) {
      result += character;
    } else {
      result.append(1, '%').append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
    }
  }
  return result;
}

std::string message_text(std::string_view text) {
  std::string result;
  char last = 0;
  for (char character : base::printable(text)) {
    // There is no escape for brackets outside of a link.
    if (last == ']' && character == '(') result += ' ';
    if (character == '{' || character == '}') result += character;
    result += character;
    last = character;
  }
  return result;
}

std::string message_link(std::string_view text, unsigned id) {
  std::string result = "[";
  for (char character : base::printable(text)) {
    if (character == '[' || character == ']' || character == '\\') result += '\\';
    if (character == '{' || character == '}') result += character;
    result += character;
  }
  return result.append("](").append(std::to_string(id)).append(1, ')');
}

std::string markdown_text(std::string_view text) {
  std::string result;
  for (size_t at = 0; at < text.size();) {
    if (text[at] == '`') {
      // Code goes from a run of backticks to the next run of the same length in the same paragraph; else they are just characters.
      size_t begin = std::min(text.find_first_not_of('`', at), text.size());
      std::string_view paragraph = text.substr(begin, text.find("\n\n", begin) - begin);
      size_t close = 0;
      size_t end = 0;
      do {
        close = std::min(paragraph.find('`', end), paragraph.size());
        end = std::min(paragraph.find_first_not_of('`', close), paragraph.size());
      } while (close < paragraph.size() && end - close != begin - at);
      size_t next = close < paragraph.size() ? begin + end : begin;
      result.append(text.substr(at, next - at));
      at = next;
      continue;
    }
    if (text[at] == '<') {
      result += "&lt;";
    } else if (text[at] == '>') {
      result += "&gt;";
    } else {
      result += text[at];
    }
    ++at;
  }
  return result;
}

}  // namespace wafpp::report
