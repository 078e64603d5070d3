#pragma once

#include <span>
#include <string_view>

namespace wafpp::functions {

/// A character encoding of one byte a character.
struct Charmap {
  std::string_view name;     ///< As IANA has it.
  std::string_view aliases;  ///< Separated by spaces.
  /// The characters of all 256 bytes, or of the upper 128 where the lower ones are ASCII; of ASCII itself none. U+FFFD: undefined.
  std::u16string_view points;
};
std::span<const Charmap> charmaps();

}  // namespace wafpp::functions
