#pragma once

#include <algorithm>
#include <string>
#include <string_view>

/// Letters of ASCII alone: for names and keywords that are written in any case. Other characters stay as they are.
namespace wafpp::base {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline std::string lowered(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

/// Whether two texts are the same but for the case of their letters.
inline bool same_without_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace wafpp::base
