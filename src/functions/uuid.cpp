#include "functions/uuid.h"

#include <fmt/format.h>
#include <openssl/rand.h>

#include <algorithm>
#include <optional>

#include "base/check.h"
#include "functions/digest.h"
#include "value/quote.h"

namespace wafpp::functions {

namespace {

// RFC 4122, appendix C: these differ in one byte.
constexpr Uuid kDns = {0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
constexpr std::string_view kUrn = "urn:uuid:";
constexpr size_t kDigits = 32;
constexpr size_t kTextSize = 36;

Uuid well_known(uint8_t fourth) {
  Uuid uuid = kDns;
  uuid[3] = fourth;
  return uuid;
}

bool has_dash_before(size_t byte) { return byte == 4 || byte == 6 || byte == 8 || byte == 10; }

std::optional<uint8_t> digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<uint8_t>(c - '0');
  char lower = static_cast<char>(c | 0x20);
  if (lower >= 'a' && lower <= 'f') return static_cast<uint8_t>(lower - 'a' + 10);
  return std::nullopt;
}

bool equal_ignoring_case(std::string_view text, std::string_view lower) {
  return std::ranges::equal(text, lower, [](char a, char b) { return a == b || (a >= 'A' && a <= 'Z' && (a | 0x20) == b); });
}

tl::expected<Uuid, std::string> parse(std::string_view text) {
  bool dashes = text.size() != kDigits;
  if (text.size() == kTextSize + kUrn.size()) {
    std::string_view prefix = text.substr(0, kUrn.size());
    if (!equal_ignoring_case(prefix, kUrn)) return tl::unexpected(fmt::format("invalid urn prefix: {}", value::quote(prefix)));
    text.remove_prefix(kUrn.size());
  } else if (text.size() == kTextSize + 2) {
    // Meant for braces, but anything will do.
    text = text.substr(1, kTextSize);
  } else if (dashes && text.size() != kTextSize) {
    return tl::unexpected(fmt::format("invalid UUID length: {}", text.size()));
  }
  Uuid uuid{};
  size_t at = 0;
  for (size_t byte = 0; byte < uuid.size(); ++byte) {
    if (dashes && has_dash_before(byte) && text[at++] != '-') return tl::unexpected(std::string("invalid UUID format"));
    auto high = digit(text[at]);
    auto low = digit(text[at + 1]);
    if (!high || !low) return tl::unexpected(std::string("invalid UUID format"));
    uuid[byte] = static_cast<uint8_t>(*high << 4 | *low);
    at += 2;
  }
  return uuid;
}

}  // namespace

std::string to_text(const Uuid& uuid) {
  std::string text;
  for (size_t byte = 0; byte < uuid.size(); ++byte) text += fmt::format("{}{:02x}", has_dash_before(byte) ? "-" : "", uuid[byte]);
  return text;
}

Uuid random_uuid() {
  Uuid uuid{};
  WAFPP_CHECK(RAND_bytes(uuid.data(), static_cast<int>(uuid.size())) == 1, "the system gives no random bytes");
  return uuid;
}

tl::expected<Uuid, std::string> uuid_namespace(std::string_view name) {
  if (name == "dns") return kDns;
  if (name == "url") return well_known(0x11);
  if (name == "oid") return well_known(0x12);
  if (name == "x500") return well_known(0x14);
  return parse(name);
}

Uuid named_uuid(const Uuid& space, std::string_view name) {
  std::string input(space.begin(), space.end());
  input += name;
  std::string hash = digest(Digest::Sha1, input);
  Uuid uuid{};
  std::copy_n(hash.begin(), uuid.size(), uuid.begin());
  uuid[6] = static_cast<uint8_t>((uuid[6] & 0x0F) | 0x50);  // The version.
  uuid[8] = static_cast<uint8_t>((uuid[8] & 0x3F) | 0x80);  // The variant of RFC 4122.
  return uuid;
}

}  // namespace wafpp::functions
