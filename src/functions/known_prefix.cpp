#include "functions/known_prefix.h"

#include "base/unicode.h"

namespace wafpp::functions {

std::string_view safe_prefix(std::string_view text) {
  constexpr std::string_view kDelimiters = "-_:;/\\,.(){}[]|?!~ \t@#$%^&*+\"'";
  size_t begin = 0;
  for (size_t next = 0; next < text.size(); next += base::grapheme_size(text, next)) begin = next;
  std::string_view last = text.substr(begin);
  return last.size() == 1 && kDelimiters.find(last[0]) != std::string_view::npos ? text : text.substr(0, begin);
}

}  // namespace wafpp::functions
