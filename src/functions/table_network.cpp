#include <fmt/format.h>

#include "functions/arguments.h"
#include "functions/ip_network.h"

/// IP networks: addresses in them, networks inside of networks. Where Terraform's arithmetic has quirks, its results are ours; where
/// it panics, the call is refused.
namespace wafpp::functions {

namespace {

/// A whole number by magnitude and sign.
struct BigInteger {
  AddressBits magnitude = 0;
  bool is_negative = false;
  bool overflows = false;  ///< The magnitude has more bits, of which these are the lowest.
};

tl::expected<BigInteger, FunctionError> big_integer(const Value& value) {
  Number number = value.as_number();
  if (!number.is_integer()) return refuse("value must be a whole number");
  BigInteger result{.is_negative = number.sign() < 0};
  for (char c : number.absolute().integer_text(16)) {
    result.overflows = result.overflows || result.magnitude >> 124 != 0;
    result.magnitude = result.magnitude << 4 | static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
  }
  return result;
}

/// `number` with `bits` zeros behind it.
BigInteger shifted(BigInteger number, int bits) {
  if (number.magnitude == 0 && !number.overflows) return number;
  if (bits >= 128) return {.is_negative = number.is_negative, .overflows = true};
  number.overflows = number.overflows || (bits > 0 && number.magnitude >> (128 - bits) != 0);
  number.magnitude <<= bits;
  return number;
}

/// The address with the bits of `number` set as well. Go's big integers are of two's complement in this, and of the result it takes
/// the magnitude. Nullopt: it does not fit, and Terraform panics.
std::optional<IpAddress> with_number(IpAddress address, const BigInteger& number) {
  if (number.overflows) return std::nullopt;
  if (!number.is_negative || number.magnitude == 0) {
    address.bits |= number.magnitude;
  } else {
    address.bits = ~((~number.magnitude + 1) | address.bits) + 1;
  }
  if (address.is_v4 && address.bits >> 32 != 0) return std::nullopt;
  return address;
}

tl::expected<IpNetwork, std::string> network_of(const Value& value) {
  if (auto network = parse_network(value.as_string())) return *network;
  return tl::unexpected(fmt::format("invalid CIDR expression: invalid CIDR address: {}", value.as_string()));
}

tl::unexpected<FunctionError> does_not_fit() { return refuse("the result is no address of this kind"); }

Outcome cidrhost(std::span<const Value> args, Type, Context&) {
  WAFPP_TRY(BigInteger number, big_integer(args[1]));
  auto network = network_of(args[0]);
  if (!network) return refuse(network.error());
  int size = network->address.size();
  AddressBits most = ~network_mask(network->prefix, size) & network_mask(size, size);
  // From the end, where -1 is the last address.
  AddressBits checked = number.magnitude;
  if (number.is_negative) {
    checked = number.magnitude - 1;
    if (number.overflows || checked > most) {
      return refuse(fmt::format("prefix of {} does not accommodate a host numbered {}", network->prefix, args[1].as_number().text()));
    }
    number = {.magnitude = most - checked};
  } else {
    // Only the lower half of a large number is compared, and that with a sign.
    auto low = static_cast<int64_t>(static_cast<uint64_t>(checked));
    if (low >= 0 && static_cast<AddressBits>(low) > most) {
      return refuse(fmt::format("prefix of {} does not accommodate a host numbered {}", network->prefix, args[1].as_number().text()));
    }
  }
  // A mapped address has 32 bits for go-cidr, which then counts from its front.
  if (network->address.is_mapped()) number = shifted(number, 96);
  std::optional<IpAddress> address = with_number(network->address, number);
  if (!address) return does_not_fit();
  return Value::string_nfc(address->text());
}

Outcome cidrnetmask(std::span<const Value> args, Type, Context&) {
  auto network = network_of(args[0]);
  if (!network) return refuse(network.error());
  if (!network->address.is_v4 && !network->address.is_mapped()) {
    return refuse(fmt::format("IPv6 addresses cannot have a netmask: {}", args[0].as_string()));
  }
  int size = network->address.size();
  return Value::string_nfc(IpAddress{network_mask(network->prefix, size), network->address.is_v4}.text());
}

/// The network number `number` of those whose prefix is `extension` bits longer.
Outcome subnet(const IpNetwork& network, int64_t extension, const BigInteger& number, std::string_view number_text) {
  int size = network.address.size();
  // A Go integer wraps around; a negative extension shortens the prefix.
  auto prefix = static_cast<int64_t>(static_cast<uint64_t>(network.prefix) + static_cast<uint64_t>(extension));
  if (prefix > size) return refuse(fmt::format("insufficient address space to extend prefix of {} by {}", network.prefix, extension));
  // Of the number's magnitude the lower 64 bits are compared.
  uint64_t most = extension >= 0 && extension < 64 ? (uint64_t{1} << extension) - 1 : ~uint64_t{0};
  if (static_cast<uint64_t>(number.magnitude) > most) {
    return refuse(fmt::format("prefix extension of {} does not accommodate a subnet numbered {}", extension, number_text));
  }
  bool has_mask = prefix >= 0;
  std::optional<IpAddress> address = with_number(network.address, shifted(number, has_mask ? size - static_cast<int>(prefix) : 128));
  if (!address) return does_not_fit();
  // Without a mask Go has no text for a network.
  if (!has_mask) return Value::string_nfc("<nil>");
  return Value::string_nfc(IpNetwork{*address, static_cast<int>(prefix)}.text());
}

Outcome cidrsubnet(std::span<const Value> args, Type, Context&) {
  auto extension = whole_number(args[1]);
  if (!extension) return refuse(extension.error());
  WAFPP_TRY(BigInteger number, big_integer(args[2]));
  auto network = network_of(args[0]);
  if (!network) return refuse(network.error());
  return subnet(*network, *extension, number, args[2].as_number().text());
}

/// The network of that prefix which follows all addresses of `current`. Nullopt: the addresses are used up.
std::optional<IpNetwork> next_network(const IpNetwork& current, int prefix) {
  int size = current.address.size();
  AddressBits all = network_mask(size, size);
  auto last_of = [&](AddressBits bits, int length) { return bits | (all & ~network_mask(length, size)); };
  AddressBits last = last_of(current.address.bits, current.prefix);
  AddressBits next = (last_of(last & network_mask(prefix, size), prefix) + 1) & all;
  // 0.0.0.0, ::, and what is 0.0.0.0 for Go in IPv6.
  if (next == 0 || (!current.address.is_v4 && next == AddressBits{0xFFFF} << 32)) return std::nullopt;
  return IpNetwork{{next & network_mask(prefix, size), current.address.is_v4}, prefix};
}

Outcome cidrsubnets(std::span<const Value> args, Type, Context&) {
  auto network = network_of(args[0]);
  if (!network) return refuse(0, network.error());
  int size = network->address.size();
  std::vector<Value> results;
  IpNetwork current = *network;
  for (size_t i = 1; i < args.size(); ++i) {
    auto at = static_cast<int>(i);
    auto extension = whole_number(args[i]);
    if (!extension) return refuse(at, extension.error());
    if (*extension < 1) return refuse(at, "must extend prefix by at least one bit");
    if (*extension > 32) return refuse(at, "may not extend prefix by more than 32 bits");
    int prefix = network->prefix + static_cast<int>(*extension);
    if (prefix > size) {
      return refuse(at, fmt::format("would extend prefix to {} bits, which is too long for an {} address", prefix,
                                    network->address.is_v4 ? "IPv4" : "IPv6"));
    }
    if (i == 1) {
      // The network before the first one, so that the first is the next; go-cidr has none before a mapped address.
      AddressBits before = (network->address.bits - 1) & network_mask(prefix, size);
      current = {{before, network->address.is_v4}, prefix};
    }
    std::optional<IpNetwork> next = next_network(current, prefix);
    if (!next || !network->contains(next->address) || network->address.is_mapped()) {
      std::string after = network->address.is_mapped() ? "<nil>" : current.text();
      return refuse(at, fmt::format("not enough remaining address space for a subnet with a prefix of {} bits after {}", prefix, after));
    }
    current = *next;
    results.push_back(Value::string_nfc(current.text()));
  }
  return Value::list(Type::string(), std::move(results));
}

Outcome cidrcontains(std::span<const Value> args, Type, Context&) {
  auto outer = network_of(args[0]);
  if (!outer) return refuse(0, outer.error());
  std::string_view text = args[1].as_string();
  std::optional<IpNetwork> inner = parse_network(text);
  if (auto address = parse_address(text)) inner = IpNetwork{*address, address->size()};
  if (!inner) return refuse(1, fmt::format("invalid IP address or prefix: {}", text));
  if (inner->address.is_v4 != outer->address.is_v4) {
    return refuse(fmt::format("address family mismatch: {} vs. {}", args[0].as_string(), text));
  }
  return Value::boolean(inner->prefix >= outer->prefix &&
                        (inner->address.bits & network_mask(outer->prefix, outer->address.size())) == outer->address.bits);
}

constexpr Parameter kPrefix[] = {{.name = "prefix", .shape = Shape::String}};
constexpr Parameter kPrefixAndHost[] = {{.name = "prefix", .shape = Shape::String}, {.name = "hostnum", .shape = Shape::Number}};
constexpr Parameter kPrefixBitsNumber[] = {
    {.name = "prefix", .shape = Shape::String}, {.name = "newbits", .shape = Shape::Number}, {.name = "netnum", .shape = Shape::Number}};
constexpr Parameter kNewBits = {.name = "newbits", .shape = Shape::Number};
constexpr Parameter kContainingAndContained[] = {{.name = "containing_prefix", .shape = Shape::String},
                                                 {.name = "contained_ip_or_prefix", .shape = Shape::String}};

constexpr Example kCidrcontainsExamples[] = {{R"(cidrcontains("10.0.0.0/8", "10.1.2.3"))", "true"},
                                             {R"(cidrcontains("10.0.0.0/16", "10.0.0.0/8"))", "false"},
                                             {R"(cidrcontains("10.0.0.0/8", "fd00::1"))", ""}};
constexpr Example kCidrhostExamples[] = {{R"(cidrhost("10.12.112.0/20", 16))", R"("10.12.112.16")"},
                                         {R"(cidrhost("fd00:fd12:3456:7890::/72", -1))", R"("fd00:fd12:3456:7890:ff:ffff:ffff:ffff")"},
                                         {R"(cidrhost("10.0.0.0/24", 256))", ""}};
constexpr Example kCidrnetmaskExamples[] = {{R"(cidrnetmask("172.16.0.0/12"))", R"("255.240.0.0")"}, {R"(cidrnetmask("fd00::/8"))", ""}};
constexpr Example kCidrsubnetExamples[] = {{R"(cidrsubnet("172.16.0.0/12", 4, 2))", R"("172.18.0.0/16")"},
                                           {R"(cidrsubnet("fd00:fd12:3456:7890::/56", 16, 162))", R"("fd00:fd12:3456:7800:a200::/72")"},
                                           {R"(cidrsubnet("10.0.0.0/16", 4, 16))", ""}};
constexpr Example kCidrsubnetsExamples[] = {
    {R"(cidrsubnets("10.1.0.0/16", 4, 8))", "tolist([\n  \"10.1.0.0/20\",\n  \"10.1.16.0/24\",\n])"},
    {R"(cidrsubnets("10.1.0.0/16", 1, 1, 1))", ""}};

constexpr Function kFunctions[] = {
    {
        .name = "cidrcontains",
        .summary = "Whether an address or a network lies within a network (OpenTofu).",
        .parameters = kContainingAndContained,
        .result = Shape::Bool,
        .call = cidrcontains,
        .examples = kCidrcontainsExamples,
    },
    {
        .name = "cidrhost",
        .summary = "The address of a host by its number within a network; negative numbers count from the end.",
        .parameters = kPrefixAndHost,
        .result = Shape::String,
        .call = cidrhost,
        .examples = kCidrhostExamples,
    },
    {
        .name = "cidrnetmask",
        .summary = "The netmask of an IPv4 network.",
        .parameters = kPrefix,
        .result = Shape::String,
        .call = cidrnetmask,
        .examples = kCidrnetmaskExamples,
    },
    {
        .name = "cidrsubnet",
        .summary = "A network within a network, by the bits its prefix is longer and its number.",
        .parameters = kPrefixBitsNumber,
        .result = Shape::String,
        .call = cidrsubnet,
        .examples = kCidrsubnetExamples,
    },
    {
        .name = "cidrsubnets",
        .summary = "Consecutive networks within a network, by the bits the prefix of each is longer.",
        .parameters = kPrefix,
        .rest = &kNewBits,
        .result = Shape::ListOfString,
        .call = cidrsubnets,
        .examples = kCidrsubnetsExamples,
    },
};

}  // namespace

extern const FunctionTable table_network;
const FunctionTable table_network = {kFunctions};

}  // namespace wafpp::functions
