#include "base/unicode.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>

#include "base/check.h"

namespace wafpp::base {

namespace {

utf8proc_category_t category(uint32_t code_point) { return utf8proc_category(static_cast<utf8proc_int32_t>(code_point)); }

bool is_one_of(uint32_t code_point, std::initializer_list<uint32_t> list) {
  return std::find(list.begin(), list.end(), code_point) != list.end();
}

struct Range {
  uint32_t first;
  uint32_t last;
};
/// What became ID_Continue after Unicode 9, the version whose identifiers HCL has (between two ranges joined here no other is one).
constexpr Range kLaterIdentifiers[] = {
    {0x560, 0x560},     {0x588, 0x588},     {0x5EF, 0x5EF},     {0x7FD, 0x7FD},     {0x860, 0x89F},     {0x8B5, 0x8B5},
    {0x8BE, 0x8D3},     {0x9FC, 0x9FE},     {0xAFA, 0xAFF},     {0xB55, 0xB55},     {0xC04, 0xC04},     {0xC3C, 0xC3C},
    {0xC5D, 0xC5D},     {0xCDD, 0xCDD},     {0xCF3, 0xD00},     {0xD04, 0xD04},     {0xD3B, 0xD3C},     {0xD81, 0xD81},
    {0xE86, 0xE86},     {0xE89, 0xE89},     {0xE8C, 0xE8C},     {0xE8E, 0xE93},     {0xE98, 0xE98},     {0xEA0, 0xEA0},
    {0xEA8, 0xEA9},     {0xEAC, 0xEAC},     {0xEBA, 0xEBA},     {0xECE, 0xECE},     {0x170D, 0x170D},   {0x1715, 0x171F},
    {0x180F, 0x180F},   {0x1878, 0x1878},   {0x1ABF, 0x1ACE},   {0x1B4C, 0x1B4C},   {0x1C90, 0x1CBF},   {0x1CF7, 0x1CF7},
    {0x1CFA, 0x1CFA},   {0x1DF6, 0x1DFA},   {0x2C2F, 0x2C2F},   {0x2C5F, 0x2C5F},   {0x312E, 0x312F},   {0x31BB, 0x31BF},
    {0x4DB6, 0x4DBF},   {0x9FD6, 0x9FFF},   {0xA7AF, 0xA7AF},   {0xA7B8, 0xA7F6},   {0xA82C, 0xA82C},   {0xA8FE, 0xA8FF},
    {0xAB66, 0xAB69},   {0x1032D, 0x1032F}, {0x10570, 0x105BC}, {0x10780, 0x107BA}, {0x10A34, 0x10A35}, {0x10D00, 0x10FF6},
    {0x11070, 0x11075}, {0x110C2, 0x110C2}, {0x11144, 0x11147}, {0x111C9, 0x111C9}, {0x111CE, 0x111CF}, {0x1123F, 0x11241},
    {0x1133B, 0x1133B}, {0x1145E, 0x11461}, {0x116B8, 0x116B8}, {0x1171A, 0x1171A}, {0x11740, 0x1183A}, {0x11900, 0x11ABF},
    {0x11D00, 0x11FB0}, {0x12F90, 0x12FF0}, {0x1342F, 0x13455}, {0x16A70, 0x16AC9}, {0x16E40, 0x16E7F}, {0x16F45, 0x16F4F},
    {0x16F7F, 0x16F87}, {0x16FE1, 0x16FF1}, {0x187ED, 0x187F7}, {0x18AF3, 0x1AFFE}, {0x1B002, 0x1B2FB}, {0x1CF00, 0x1CF46},
    {0x1DF00, 0x1DF2A}, {0x1E030, 0x1E7FE}, {0x1E94B, 0x1E94B}, {0x1FBF0, 0x1FBF9}, {0x2A6D7, 0x2A6DF}, {0x2B735, 0x2B739},
    {0x2CEB0, 0x2EBE0}, {0x30000, 0x323AF}};

bool is_later_identifier(uint32_t c) {
  const Range* after = std::upper_bound(std::begin(kLaterIdentifiers), std::end(kLaterIdentifiers), c,
                                        [](uint32_t value, const Range& range) { return value < range.first; });
  return after != std::begin(kLaterIdentifiers) && c <= std::prev(after)->last;
}

}  // namespace

CodePoint decode(std::string_view text, size_t at) {
  auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1, true};
  uint32_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + size > text.size()) return {};
  uint32_t value = first & (0x7FU >> size);
  for (uint32_t i = 1; i < size; ++i) {
    auto next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xC0) != 0x80) return {};
    value = (value << 6) | (next & 0x3F);
  }
  bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return {};
  return {value, size, true};
}

void append_utf8(std::string& to, uint32_t code_point) {
  utf8proc_uint8_t bytes[4];
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = 0xFFFD;
  auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
  to.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(size));
}

namespace {

/// How many bytes from `at` on are ASCII.
size_t ascii_run(std::string_view text, size_t at) {
  // A word at a time: nearly all text is ASCII, and this is asked of every string.
  size_t begin = at;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word;
    __builtin_memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080ULL) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at - begin;
}

}  // namespace

bool is_ascii(std::string_view text) { return ascii_run(text, 0) == text.size(); }

bool is_valid_utf8(std::string_view text) {
  for (size_t at = ascii_run(text, 0); at < text.size(); at += ascii_run(text, at)) {
    CodePoint point = decode(text, at);
    if (!point.valid) return false;
    at += point.size;
  }
  return true;
}

std::string nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string valid;
  valid.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    CodePoint point = decode(text, at);
    if (point.valid) {
      valid.append(text.substr(at, point.size));
    } else {
      valid.append("\xEF\xBF\xBD");
    }
    at += point.size;
  }
  utf8proc_uint8_t* mapped = nullptr;
  auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(valid.data()), static_cast<utf8proc_ssize_t>(valid.size()), &mapped, options);
  WAFPP_CHECK(size >= 0, "utf8proc refuses valid UTF-8");
  std::string result(reinterpret_cast<char*>(mapped), static_cast<size_t>(size));
  std::free(mapped);  // NOLINT: utf8proc allocates with malloc.
  return result;
}

bool is_id_start(uint32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  switch (category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
      // VERTICAL TILDE is a letter, and pattern syntax; the two ARDHAVISARGAs were marks in Unicode 9.
      return !is_one_of(c, {0x2E2F, 0x1CF2, 0x1CF3}) && !is_later_identifier(c);
    default:
      return is_one_of(c, {0x1885, 0x1886, 0x2118, 0x212E, 0x309B, 0x309C});  // Other_ID_Start
  }
}

bool is_id_continue(uint32_t c) {
  if (is_id_start(c)) return true;
  if (c < 0x80) return (c >= '0' && c <= '9') || c == '_';
  switch (category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
      return !is_later_identifier(c);
    default:
      return is_one_of(c, {0xB7, 0x387, 0x19DA, 0x1CF2, 0x1CF3}) || (c >= 0x1369 && c <= 0x1371);  // Other_ID_Continue
  }
}

bool is_identifier(std::string_view name) {
  if (name.empty()) return false;
  for (size_t at = 0; at < name.size();) {
    char c = name[at];
    if ((c >= 'a' && c <= 'z') || c == '_') {
      ++at;
      continue;
    }
    CodePoint point = decode(name, at);
    bool fits = point.value == '_' || (at == 0 ? is_id_start(point.value) : point.value == '-' || is_id_continue(point.value));
    if (!point.valid || !fits) return false;
    at += point.size;
  }
  return true;
}

size_t grapheme_size(std::string_view text, size_t at) {
  // Nearly all text is ASCII, each a cluster of its own but for a carriage return with its line feed.
  if (is_plain(text[at]) && (at + 1 == text.size() || is_plain(text[at + 1]))) return 1;
  CodePoint point = decode(text, at);
  size_t size = point.size;
  if (!point.valid) return size;
  utf8proc_int32_t state = 0;
  while (at + size < text.size()) {
    CodePoint next = decode(text, at + size);
    if (!next.valid) break;
    if (utf8proc_grapheme_break_stateful(static_cast<utf8proc_int32_t>(point.value), static_cast<utf8proc_int32_t>(next.value), &state))
      break;
    size += next.size;
    point = next;
  }
  return size;
}

size_t grapheme_count(std::string_view text) {
  size_t count = 0;
  for (size_t at = 0; at < text.size(); ++count) at += grapheme_size(text, at);
  return count;
}

uint32_t to_upper(uint32_t c) {
  if (c == 0xDF) return c;  // utf8proc gives U+1E9E, Go keeps the sharp s.
  return static_cast<uint32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
}
uint32_t to_lower(uint32_t c) { return static_cast<uint32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c))); }
uint32_t to_title(uint32_t c) {
  if (c == 0xDF) return c;
  return static_cast<uint32_t>(utf8proc_totitle(static_cast<utf8proc_int32_t>(c)));
}

bool is_space(uint32_t c) {
  if (c < 0x100) return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0;
  switch (category(c)) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return true;
    default:
      return false;
  }
}

bool is_letter(uint32_t c) {
  auto kind = category(c);
  return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_LO;
}
bool is_digit(uint32_t c) { return category(c) == UTF8PROC_CATEGORY_ND; }
bool is_upper(uint32_t c) { return category(c) == UTF8PROC_CATEGORY_LU; }

bool is_print(uint32_t c) {
  if (c == ' ') return true;
  auto kind = category(c);
  // Go: letters, marks, numbers, punctuation, symbols.
  return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_SO;
}

int display_width(uint32_t c) { return std::max(0, utf8proc_charwidth(static_cast<utf8proc_int32_t>(c))); }

}  // namespace wafpp::base
