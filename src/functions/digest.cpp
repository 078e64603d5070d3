#include "functions/digest.h"

#include <openssl/evp.h>

#include <array>

#include "base/check.h"

namespace wafpp::functions {

namespace {

const EVP_MD* fetched(const char* name) {
  const EVP_MD* algorithm = EVP_MD_fetch(nullptr, name, nullptr);
  WAFPP_CHECK(algorithm != nullptr, "OpenSSL lacks a digest");
  return algorithm;
}

/// Looked up once: asking for one by name takes a lock.
const EVP_MD* algorithm_of(Digest algorithm) {
  static const std::array<const EVP_MD*, 4> kAlgorithms = {fetched("MD5"), fetched("SHA1"), fetched("SHA256"), fetched("SHA512")};
  return kAlgorithms[static_cast<size_t>(algorithm)];
}

}  // namespace

std::string digest(Digest algorithm, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> result;
  unsigned int size = 0;
  int done = EVP_Digest(bytes.data(), bytes.size(), result.data(), &size, algorithm_of(algorithm), nullptr);
  WAFPP_CHECK(done == 1, "OpenSSL lacks a digest");
  return {reinterpret_cast<const char*>(result.data()), size};
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (char c : bytes) {
    auto byte = static_cast<unsigned char>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace wafpp::functions
