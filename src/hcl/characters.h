#pragma once

#include <array>
#include <cstdint>

/// What each byte may be a part of, for the loops that run over every byte of a source.
namespace wafpp::hcl {

enum CharacterClass : uint8_t {
  kIdentifierStart = 1,     ///< ASCII letters and `_`.
  kIdentifierContinue = 2,  ///< ... and digits and `-`.
  kDigit = 4,
  kQuotedStop = 8,    ///< Ends a run of plain text in quotes: `"`, `\`, `$`, `%`, line ends, and what is not ASCII.
  kHeredocStop = 16,  ///< Ends a run of plain text in a heredoc: `$`, `%`, line ends, and what is not ASCII.
};

constexpr std::array<uint8_t, 256> kCharacters = [] {
  std::array<uint8_t, 256> table{};
  for (unsigned c = 0; c < 256; ++c) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    bool digit = c >= '0' && c <= '9';
    bool stop = c == '$' || c == '%' || c == '\n' || c == '\r' || c >= 0x80;
    unsigned bits = 0;
    if (letter) bits |= kIdentifierStart;
    if (letter || digit || c == '-') bits |= kIdentifierContinue;
    if (digit) bits |= kDigit;
    if (stop || c == '"' || c == '\\') bits |= kQuotedStop;
    if (stop) bits |= kHeredocStop;
    table[c] = static_cast<uint8_t>(bits);
  }
  return table;
}();

constexpr bool is_in(char c, CharacterClass which) { return (kCharacters[static_cast<unsigned char>(c)] & which) != 0; }

}  // namespace wafpp::hcl
