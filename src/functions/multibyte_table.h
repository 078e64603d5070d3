#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

/// The fence around iconv.
namespace wafpp::functions {

/// Sets of characters with codes of one, two or three bytes. ASCII is in none of them.
enum class CodedSet : uint8_t { Big5, EucJp, EucKr, Gbk, ShiftJis };

/// All characters of a set. A code is its bytes, the first one highest.
class CodeTable {
 public:
  /// Made when first asked for, and kept; null where the C library has no such converter here.
  static const CodeTable* of(CodedSet set);

  std::optional<char32_t> decode(uint32_t code) const;
  /// Where a character has several codes, the one that Go writes.
  std::optional<uint32_t> encode(char32_t point) const;

 private:
  friend class CodeTableBuilder;
  std::unordered_map<uint32_t, char32_t> points_;
  std::unordered_map<char32_t, uint32_t> codes_;
};

/// A character of GB18030 of four bytes; nothing where there is none, where that depends on the edition of the standard, or where there
/// is no converter.
std::optional<uint32_t> gb18030_encode(char32_t point);
std::optional<char32_t> gb18030_decode(uint32_t code);

}  // namespace wafpp::functions
