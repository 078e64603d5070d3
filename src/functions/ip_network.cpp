#include "functions/ip_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace wafpp::functions {

namespace {

constexpr unsigned kTooBig = 0xFFFFFF;
constexpr int kGroups = 8;

/// The value of a digit, or 16.
unsigned digit_of(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return 16;
}

/// The number at the beginning of `rest`, which is taken off; nullopt where there is none, or one beyond reason.
std::optional<unsigned> take_number(std::string_view& rest, unsigned base) {
  unsigned number = 0;
  size_t size = 0;
  for (; size < rest.size() && digit_of(rest[size]) < base; ++size) {
    number = number * base + digit_of(rest[size]);
    if (number >= kTooBig) return std::nullopt;
  }
  if (size == 0) return std::nullopt;
  rest.remove_prefix(size);
  return number;
}

std::optional<uint32_t> parse_v4(std::string_view rest) {
  uint32_t bits = 0;
  for (int octet = 0; octet < 4; ++octet) {
    if (octet > 0) {
      if (!rest.starts_with('.')) return std::nullopt;
      rest.remove_prefix(1);
    }
    std::optional<unsigned> number = take_number(rest, 10);
    if (!number || *number > 0xFF) return std::nullopt;
    bits = bits << 8 | *number;
  }
  return rest.empty() ? std::optional(bits) : std::nullopt;
}

std::optional<AddressBits> parse_v6(std::string_view rest) {
  std::array<uint16_t, kGroups> groups{};
  int count = 0;
  int gap = -1;  // The group before which `::` stands.
  if (rest.starts_with("::")) {
    gap = 0;
    rest.remove_prefix(2);
    if (rest.empty()) return 0;
  }
  while (count < kGroups) {
    std::string_view group = rest;
    std::optional<unsigned> number = take_number(rest, 16);
    if (!number || *number > 0xFFFF) return std::nullopt;
    // An IPv4 address may stand for the last two groups.
    if (rest.starts_with('.')) {
      if (count > kGroups - 2 || (gap < 0 && count != kGroups - 2)) return std::nullopt;
      std::optional<uint32_t> v4 = parse_v4(group);
      if (!v4) return std::nullopt;
      groups[static_cast<size_t>(count++)] = static_cast<uint16_t>(*v4 >> 16);
      groups[static_cast<size_t>(count++)] = static_cast<uint16_t>(*v4);
      rest = {};
      break;
    }
    groups[static_cast<size_t>(count++)] = static_cast<uint16_t>(*number);
    if (rest.empty()) break;
    if (rest[0] != ':' || rest.size() == 1) return std::nullopt;
    rest.remove_prefix(1);
    if (rest[0] != ':') continue;
    if (gap >= 0) return std::nullopt;
    gap = count;
    rest.remove_prefix(1);
    if (rest.empty()) break;
  }
  // `::` stands for one group at least.
  if (!rest.empty() || (count == kGroups) == (gap >= 0)) return std::nullopt;
  AddressBits bits = 0;
  for (int i = 0; i < count; ++i) {
    if (i == gap) bits <<= 16 * (kGroups - count);
    bits = bits << 16 | groups[static_cast<size_t>(i)];
  }
  return gap == count ? bits << 16 * (kGroups - count) : bits;
}

std::string v4_text(uint32_t bits) { return fmt::format("{}.{}.{}.{}", bits >> 24, bits >> 16 & 0xFF, bits >> 8 & 0xFF, bits & 0xFF); }

/// RFC 5952: the first of the longest runs of two zero groups or more becomes `::`.
std::string v6_text(AddressBits bits) {
  auto group = [bits](int at) { return static_cast<unsigned>(bits >> (16 * (kGroups - 1 - at))) & 0xFFFF; };
  int gap_begin = -1;
  int gap_end = -1;
  for (int begin = 0; begin < kGroups; ++begin) {
    int end = begin;
    while (end < kGroups && group(end) == 0) ++end;
    if (end - begin >= 2 && end - begin > gap_end - gap_begin) {
      gap_begin = begin;
      gap_end = end;
    }
  }
  std::string text;
  for (int i = 0; i < kGroups;) {
    if (i == gap_begin) {
      text += "::";
      i = gap_end;
      continue;
    }
    if (i > 0 && i != gap_end) text += ':';
    text += fmt::format("{:x}", group(i));
    ++i;
  }
  return text;
}

}  // namespace

AddressBits network_mask(int prefix, int size) {
  AddressBits all = size == 32 ? AddressBits{0xFFFFFFFF} : ~AddressBits{0};
  return prefix <= 0 ? 0 : all & all << (size - prefix);
}

std::string IpAddress::text() const { return is_v4 || is_mapped() ? v4_text(static_cast<uint32_t>(bits)) : v6_text(bits); }

std::optional<IpAddress> parse_address(std::string_view text) {
  if (std::optional<uint32_t> v4 = parse_v4(text)) return IpAddress{*v4, true};
  if (std::optional<AddressBits> v6 = parse_v6(text)) return IpAddress{*v6, false};
  return std::nullopt;
}

std::string IpNetwork::text() const {
  // Of the mask of a mapped address Go shows what concerns IPv4.
  int shown = address.is_mapped() ? std::max(prefix - 96, 0) : prefix;
  return fmt::format("{}/{}", address.text(), shown);
}

bool IpNetwork::contains(const IpAddress& other) const {
  if (other.is_v4 != address.is_v4 || other.is_mapped() != address.is_mapped()) return false;
  return (other.bits & network_mask(prefix, address.size())) == address.bits;
}

std::optional<IpNetwork> parse_network(std::string_view text) {
  size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  std::optional<IpAddress> address = parse_address(text.substr(0, slash));
  std::string_view rest = text.substr(slash + 1);
  std::optional<unsigned> prefix = take_number(rest, 10);
  if (!address || !prefix || !rest.empty() || *prefix > static_cast<unsigned>(address->size())) return std::nullopt;
  address->bits &= network_mask(static_cast<int>(*prefix), address->size());
  return IpNetwork{*address, static_cast<int>(*prefix)};
}

}  // namespace wafpp::functions
