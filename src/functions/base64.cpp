#include "functions/base64.h"

#include <array>

namespace wafpp::functions {

namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr uint8_t kNone = 0xFF;

constexpr std::array<uint8_t, 256> kDigits = [] {
  std::array<uint8_t, 256> digits{};
  digits.fill(kNone);
  for (size_t i = 0; i < kAlphabet.size(); ++i) digits[static_cast<unsigned char>(kAlphabet[i])] = static_cast<uint8_t>(i);
  return digits;
}();

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

size_t skip_line_ends(std::string_view text, size_t at) {
  while (at < text.size() && is_line_end(text[at])) ++at;
  return at;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve(base64_size(bytes.size()));
  auto byte = [&](size_t at) { return at < bytes.size() ? uint32_t{static_cast<unsigned char>(bytes[at])} : 0; };
  for (size_t at = 0; at < bytes.size(); at += 3) {
    uint32_t bits = byte(at) << 16 | byte(at + 1) << 8 | byte(at + 2);
    text += kAlphabet[bits >> 18];
    text += kAlphabet[bits >> 12 & 63];
    text += at + 1 < bytes.size() ? kAlphabet[bits >> 6 & 63] : '=';
    text += at + 2 < bytes.size() ? kAlphabet[bits & 63] : '=';
  }
  return text;
}

tl::expected<std::string, size_t> from_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  uint32_t bits = 0;
  size_t digits = 0;  // Of the group of four at hand.
  size_t at = 0;
  for (; at < text.size(); ++at) {
    if (is_line_end(text[at])) continue;
    uint8_t digit = kDigits[static_cast<unsigned char>(text[at])];
    if (digit == kNone) break;
    bits = bits << 6 | digit;
    if (++digits < 4) continue;
    for (int shift = 16; shift >= 0; shift -= 8) bytes += static_cast<char>(bits >> shift & 0xFF);
    bits = 0;
    digits = 0;
  }
  if (at == text.size()) {
    if (digits == 0) return bytes;
    return tl::unexpected(at - digits);
  }

  if (text[at] != '=' || digits < 2) return tl::unexpected(at);
  ++at;
  if (digits == 2) {
    at = skip_line_ends(text, at);
    if (at == text.size()) return tl::unexpected(at);
    if (text[at] != '=') return tl::unexpected(at - 1);
    ++at;
  }
  at = skip_line_ends(text, at);
  if (at < text.size()) return tl::unexpected(at);
  bits <<= 6 * (4 - digits);
  bytes += static_cast<char>(bits >> 16 & 0xFF);
  if (digits == 3) bytes += static_cast<char>(bits >> 8 & 0xFF);
  return bytes;
}

}  // namespace wafpp::functions
