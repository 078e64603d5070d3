#include "functions/text_encoding.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"
#include "functions/charmap.h"
#include "functions/multibyte.h"

namespace wafpp::functions {

namespace {

constexpr uint32_t kReplacement = 0xFFFD;
constexpr uint32_t kByteOrderMark = 0xFEFF;

using Converted = std::optional<std::string>;

char32_t point_of(const Charmap& charmap, uint8_t byte) {
  size_t first = 256 - charmap.points.size();
  if (charmap.points.empty()) return byte < 0x80 ? byte : kReplacement;
  return byte < first ? byte : charmap.points[byte - first];
}

Converted encode_charmap(const Charmap& charmap, std::string_view text) {
  std::array<std::pair<char32_t, uint8_t>, 256> bytes;
  for (size_t byte = 0; byte < bytes.size(); ++byte) {
    bytes[byte] = {point_of(charmap, static_cast<uint8_t>(byte)), static_cast<uint8_t>(byte)};
  }
  std::sort(bytes.begin(), bytes.end());
  std::string result;
  for (size_t at = 0; at < text.size();) {
    base::CodePoint point = base::decode(text, at);
    at += point.size;
    auto found = std::lower_bound(bytes.begin(), bytes.end(), std::pair<char32_t, uint8_t>{point.value, 0});
    if (found == bytes.end() || found->first != point.value || point.value == kReplacement) return std::nullopt;
    result += static_cast<char>(found->second);
  }
  return result;
}

Converted decode_charmap(const Charmap& charmap, std::string_view bytes) {
  std::string result;
  for (char c : bytes) {
    char32_t point = point_of(charmap, static_cast<uint8_t>(c));
    if (point == kReplacement) return std::nullopt;
    base::append_utf8(result, point);
  }
  return result;
}

enum class Order : uint8_t { Big, Little };

void append_unit(std::string& to, uint32_t unit, Order order) {
  char high = static_cast<char>(unit >> 8 & 0xFF);
  char low = static_cast<char>(unit & 0xFF);
  to += order == Order::Big ? high : low;
  to += order == Order::Big ? low : high;
}

std::string encode_utf16(std::string_view text, Order order) {
  std::string result;
  for (size_t at = 0; at < text.size();) {
    base::CodePoint point = base::decode(text, at);
    at += point.size;
    if (point.value < 0x10000) {
      append_unit(result, point.value, order);
    } else {
      append_unit(result, 0xD800 + ((point.value - 0x10000) >> 10), order);
      append_unit(result, 0xDC00 + ((point.value - 0x10000) & 0x3FF), order);
    }
  }
  return result;
}

uint32_t unit_at(std::string_view bytes, size_t at, Order order) {
  auto first = static_cast<uint8_t>(bytes[at]);
  auto second = static_cast<uint8_t>(bytes[at + 1]);
  return order == Order::Big ? static_cast<uint32_t>(first << 8 | second) : static_cast<uint32_t>(second << 8 | first);
}

Converted decode_utf16(std::string_view bytes, Order order) {
  if (bytes.size() % 2 != 0) return std::nullopt;
  std::string result;
  for (size_t at = 0; at < bytes.size(); at += 2) {
    uint32_t point = unit_at(bytes, at, order);
    if (point >= 0xD800 && point < 0xDC00 && at + 2 < bytes.size()) {
      uint32_t low = unit_at(bytes, at + 2, order);
      if (low >= 0xDC00 && low < 0xE000) {
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        at += 2;
      }
    }
    if (point == kReplacement || (point >= 0xD800 && point < 0xE000)) return std::nullopt;
    base::append_utf8(result, point);
  }
  return result;
}

/// With a mark of the order at the front; without one the order is big-endian.
Converted decode_marked_utf16(std::string_view bytes) {
  Order order = Order::Big;
  if (bytes.size() >= 2) {
    if (unit_at(bytes, 0, Order::Little) == kByteOrderMark) order = Order::Little;
    if (unit_at(bytes, 0, order) == kByteOrderMark) bytes.remove_prefix(2);
  }
  return decode_utf16(bytes, order);
}

Converted decode_utf8(std::string_view bytes) {
  for (size_t at = 0; at < bytes.size();) {
    base::CodePoint point = base::decode(bytes, at);
    // Terraform takes the character itself for what stands for faulty bytes.
    if (point.value == kReplacement) return std::nullopt;
    at += point.size;
  }
  return std::string(bytes);
}

bool equal_names(std::string_view a, std::string_view b) {
  auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

bool names(std::string_view name, std::string_view canonical, std::string_view aliases) {
  if (equal_names(name, canonical)) return true;
  while (!aliases.empty()) {
    std::string_view alias = aliases.substr(0, aliases.find(' '));
    if (equal_names(name, alias)) return true;
    aliases.remove_prefix(std::min(alias.size() + 1, aliases.size()));
  }
  return false;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty()) {
    base::CodePoint point = base::decode(text, 0);
    if (!base::is_space(point.value)) break;
    text.remove_prefix(point.size);
  }
  while (!text.empty()) {
    size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (!base::is_space(base::decode(text, last).value)) break;
    text = text.substr(0, last);
  }
  return text;
}

}  // namespace

tl::expected<Converted, FunctionError> TextEncoding::encode(std::string_view text) const {
  switch (kind_) {
    case Kind::Charmap:
      return encode_charmap(*charmap_, text);
    case Kind::Utf8:
      return std::string(text);
    case Kind::Utf16: {
      std::string result;
      append_unit(result, kByteOrderMark, Order::Big);
      return result + encode_utf16(text, Order::Big);
    }
    case Kind::Utf16Big:
      return encode_utf16(text, Order::Big);
    case Kind::Utf16Little:
      return encode_utf16(text, Order::Little);
    case Kind::Multibyte:
      return encode_multibyte(*multibyte_, text);
  }
  return std::nullopt;
}

tl::expected<Converted, FunctionError> TextEncoding::decode(std::string_view bytes) const {
  switch (kind_) {
    case Kind::Charmap:
      return decode_charmap(*charmap_, bytes);
    case Kind::Utf8:
      return decode_utf8(bytes);
    case Kind::Utf16:
      return decode_marked_utf16(bytes);
    case Kind::Utf16Big:
      return decode_utf16(bytes, Order::Big);
    case Kind::Utf16Little:
      return decode_utf16(bytes, Order::Little);
    case Kind::Multibyte:
      return decode_multibyte(*multibyte_, bytes);
  }
  return std::nullopt;
}

std::optional<TextEncoding> find_text_encoding(std::string_view name) {
  name = trimmed(name);
  for (const Charmap& charmap : charmaps()) {
    if (names(name, charmap.name, charmap.aliases)) return TextEncoding(charmap.name, charmap);
  }
  for (const Multibyte& multibyte : multibytes()) {
    if (names(name, multibyte.name, multibyte.aliases)) return TextEncoding(multibyte.name, multibyte);
  }
  constexpr struct {
    TextEncoding::Kind kind;
    std::string_view name;
    std::string_view alias;
  } kUnicode[] = {{TextEncoding::Kind::Utf8, "UTF-8", "csUTF8"},
                  {TextEncoding::Kind::Utf16, "UTF-16", "csUTF16"},
                  {TextEncoding::Kind::Utf16Big, "UTF-16BE", "csUTF16BE"},
                  {TextEncoding::Kind::Utf16Little, "UTF-16LE", "csUTF16LE"}};
  for (const auto& unicode : kUnicode) {
    if (names(name, unicode.name, unicode.alias)) return TextEncoding(unicode.name, unicode.kind);
  }
  return std::nullopt;
}

}  // namespace wafpp::functions
