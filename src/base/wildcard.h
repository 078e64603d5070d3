#pragma once

#include <cstddef>
#include <string_view>

namespace wafpp::base {

/// Whether `pattern`, in which `*` is for any characters, is all of `text`. `equal(p, t)`: whether a character of the pattern other
/// than `*` is for one of the text.
template <typename Equal>
bool matches_stars(std::string_view pattern, std::string_view text, Equal equal) {
  // Greedy with one point to go back to: what an earlier `*` took can always be taken by the later one as well.
  size_t p = 0;
  size_t t = 0;
  size_t star = std::string_view::npos;
  size_t star_text = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_text = t;
    } else if (p < pattern.size() && equal(pattern[p], text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

}  // namespace wafpp::base
