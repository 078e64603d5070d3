#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

namespace wafpp::evidence {

/// Why a file, or a statement in it, does not count: in both languages.
struct Reason {
  std::string en;
  std::string de;
  bool empty() const { return en.empty(); }
};

/// A reason with something in it; both texts take the same arguments.
template <typename... Args>
Reason reason_with(fmt::format_string<Args&...> en, fmt::format_string<Args&...> de, Args&&... args) {
  return {fmt::format(en, args...), fmt::format(de, args...)};
}

/// What a parser or the system said: they speak English, so German says what it is about.
inline Reason said_by_parser(std::string message) {
  std::string german = "fehlerhaft: " + message;
  return {std::move(message), std::move(german)};
}

}  // namespace wafpp::evidence
