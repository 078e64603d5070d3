#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// The fence around utf8proc (Unicode 15).
namespace wafpp::base {

/// One decoded code point. `valid` is false for a byte that begins no well-formed sequence; `size` is then 1.
struct CodePoint {
  uint32_t value = 0xFFFD;
  uint32_t size = 1;
  bool valid = false;
};
/// The code point at `at`, which is before the end. Surrogates and overlong forms are invalid, as in Go.
CodePoint decode(std::string_view text, size_t at);
void append_utf8(std::string& to, uint32_t code_point);

bool is_ascii(std::string_view text);
/// Whether a byte is ASCII and no control character.
inline bool is_plain(char byte) { return byte >= 0x20 && byte < 0x7F; }
bool is_valid_utf8(std::string_view text);
/// NFC; each invalid byte becomes U+FFFD. ASCII is returned as it is.
std::string nfc(std::string_view text);

/// UAX #31 ID_Start and ID_Continue of Unicode 9, by which hashicorp/hcl reads names.
bool is_id_start(uint32_t code_point);
bool is_id_continue(uint32_t code_point);
/// Whether `name` is an identifier of HCL: a letter or `_`, then letters, digits, `_` and `-`.
bool is_identifier(std::string_view name);

/// Bytes of the extended grapheme cluster (UAX #29) that begins at `at`; an invalid byte is a cluster of its own.
size_t grapheme_size(std::string_view text, size_t at);
size_t grapheme_count(std::string_view text);

/// Simple case mappings, as Go's `unicode` package.
uint32_t to_upper(uint32_t code_point);
uint32_t to_lower(uint32_t code_point);
uint32_t to_title(uint32_t code_point);
/// Go's `unicode.IsSpace`, `IsLetter`, `IsDigit`, `IsPrint`, `IsUpper`.
bool is_space(uint32_t code_point);
bool is_letter(uint32_t code_point);
bool is_digit(uint32_t code_point);
bool is_print(uint32_t code_point);
bool is_upper(uint32_t code_point);
/// Columns on a terminal: 0, 1 or 2.
int display_width(uint32_t code_point);

}  // namespace wafpp::base
