#include "functions/digest.h"

#include <openssl/evp.h>

#include <array>

#include "base/check.h"

namespace wafpp::functions {

namespace {

const EVP_MD* algorithm_of(Digest algorithm) {
  switch (algorithm) {
    case Digest::Md5:
      return EVP_md5();
    case Digest::Sha1:
      return EVP_sha1();
    case Digest::Sha256:
      return EVP_sha256();
    case Digest::Sha512:
      return EVP_sha512();
  }
  return EVP_sha512();
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
