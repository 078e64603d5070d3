#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// IP networks as Go's `net` package had them when Terraform took a copy: leading zeros in octets are read as decimal.
namespace wafpp::functions {

/// An address as a number; of IPv4 the lower 32 bits.
__extension__ using AddressBits = unsigned __int128;

struct IpAddress {
  AddressBits bits = 0;
  bool is_v4 = false;
  int size() const { return is_v4 ? 32 : 128; }
  /// An IPv4 address written as an IPv6 one, `::ffff:1.2.3.4`: Go takes it for IPv4 in many places.
  bool is_mapped() const { return !is_v4 && bits >> 32 == 0xFFFF; }
  /// As Go writes it; a mapped one as IPv4.
  std::string text() const;
  friend bool operator==(const IpAddress&, const IpAddress&) = default;
};
std::optional<IpAddress> parse_address(std::string_view text);

struct IpNetwork {
  IpAddress address;  ///< Nothing is set behind the prefix.
  int prefix = 0;
  std::string text() const;
  /// Go's `Contains`: a mapped address is no IPv6 one.
  bool contains(const IpAddress& other) const;
};
/// `192.168.1.77/24` gives the network, 192.168.1.0/24.
std::optional<IpNetwork> parse_network(std::string_view text);

/// As many ones as the prefix is long, then zeros up to `size` bits.
AddressBits network_mask(int prefix, int size);

}  // namespace wafpp::functions
