#include "evidence/common/signature.h"

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>

#include "functions/base64.h"

namespace wafpp::evidence {

namespace {

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// r and s one behind the other, as DER has them; empty where `raw` has not their length.
std::string der_of(std::string_view raw, size_t coordinate) {
  if (raw.size() != 2 * coordinate) return {};
  Owned<ECDSA_SIG> signature(ECDSA_SIG_new());
  BIGNUM* r = BN_bin2bn(bytes_of(raw), static_cast<int>(coordinate), nullptr);
  BIGNUM* s = BN_bin2bn(bytes_of(raw) + coordinate, static_cast<int>(coordinate), nullptr);
  if (signature == nullptr || ECDSA_SIG_set0(signature.get(), r, s) != 1) return {};
  unsigned char* der = nullptr;
  int size = i2d_ECDSA_SIG(signature.get(), &der);
  std::string text(reinterpret_cast<const char*>(der), size > 0 ? static_cast<size_t>(size) : 0);
  OPENSSL_free(der);
  return text;
}

bool check(EVP_PKEY* key, const EVP_MD* digest, std::string_view message, std::string_view signature, bool is_pss) {
  Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
  EVP_PKEY_CTX* options = nullptr;
  bool is_good = EVP_DigestVerifyInit(context.get(), &options, digest, nullptr, key) == 1 &&
                 (!is_pss || EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING) == 1) &&
                 EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message), message.size()) == 1;
  ERR_clear_error();
  return is_good;
}

/// The digest that ECDSA over a curve of so many bits goes with; null where none does.
const EVP_MD* digest_of_curve(int bits) {
  return bits == 256 ? EVP_sha256() : bits == 384 ? EVP_sha384() : bits == 521 ? EVP_sha512() : nullptr;
}

base::Result<Owned<EVP_PKEY>> read_key(std::string_view pem) {
  Owned<BIO> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  Owned<EVP_PKEY> key(PEM_read_bio_PUBKEY(bio.get(), nullptr, nullptr, nullptr));
  ERR_clear_error();
  if (key == nullptr) return base::fail("no public key in PEM");
  constexpr int kRsaBits = 2048;
  int bits = EVP_PKEY_bits(key.get());
  switch (EVP_PKEY_base_id(key.get())) {
    case EVP_PKEY_ED25519:
      return key;
    case EVP_PKEY_EC:
      if (digest_of_curve(bits) == nullptr) return base::fail("a curve that is not P-256, P-384 or P-521");
      return key;
    case EVP_PKEY_RSA:
      if (bits < kRsaBits) return base::fail(fmt::format("an RSA key of {} bits, at least {} are wanted", bits, kRsaBits));
      return key;
    default:
      return base::fail("a kind of key that is not Ed25519, ECDSA or RSA");
  }
}

}  // namespace

std::string dsse_encoding(std::string_view payload_type, std::string_view payload) {
  return fmt::format("DSSEv1 {} {} {} {}", payload_type.size(), payload_type, payload.size(), payload);
}

base::Result<std::string> from_any_base64(std::string_view text) {
  std::string standard(text);
  while (standard.ends_with('=')) standard.pop_back();
  for (char& digit : standard) {
    if (digit == '-') digit = '+';
    if (digit == '_') digit = '/';
    bool is_digit =
        (digit >= 'a' && digit <= 'z') || (digit >= 'A' && digit <= 'Z') || (digit >= '0' && digit <= '9') || digit == '+' || digit == '/';
    if (!is_digit) return base::fail("no base64");
  }
  standard.append((4 - standard.size() % 4) % 4, '=');
  tl::expected<std::string, size_t> bytes = functions::from_base64(standard);
  if (!bytes) return base::fail("no base64");
  return std::move(*bytes);
}

std::string problem_with_key(std::string_view pem) {
  base::Result<Owned<EVP_PKEY>> key = read_key(pem);
  return key ? std::string() : key.error().message;
}

base::Result<bool> verifies(std::string_view pem, std::string_view message, std::string_view signature) {
  WAFPP_TRY(Owned<EVP_PKEY> key, read_key(pem));
  int bits = EVP_PKEY_bits(key.get());
  switch (EVP_PKEY_base_id(key.get())) {
    case EVP_PKEY_EC: {
      const EVP_MD* digest = digest_of_curve(bits);
      if (check(key.get(), digest, message, signature, false)) return true;
      std::string der = der_of(signature, static_cast<size_t>(bits + 7) / 8);
      return !der.empty() && check(key.get(), digest, message, der, false);
    }
    case EVP_PKEY_RSA:
      return check(key.get(), EVP_sha256(), message, signature, false) || check(key.get(), EVP_sha256(), message, signature, true);
    default:
      return check(key.get(), nullptr, message, signature, false);
  }
}

}  // namespace wafpp::evidence
