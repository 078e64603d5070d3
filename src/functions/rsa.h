#pragma once

#include <string>
#include <string_view>

#include "functions/function.h"

/// The fence around OpenSSL's big numbers: RSA as Terraform uses it.
namespace wafpp::functions {

/// The numbers of a private key as bytes, most significant first.
struct RsaKey {
  std::string modulus;
  std::string exponent;  ///< The private one.
};

/// Reads a key in PEM form as Go's `ssh.ParseRawPrivateKey` does: PKCS #1, PKCS #8 or OpenSSH's form, not encrypted. Its numbers are
/// checked. Errors concern argument 1 of `rsadecrypt`; keys of more than 8192 bits are a limit of this program.
tl::expected<RsaKey, FunctionError> read_rsa_key(std::string_view pem);

/// Decrypts by PKCS #1 v1.5. What was not encrypted for this key is an error: OpenSSL's own function would give random bytes for it.
tl::expected<std::string, FunctionError> decrypt_pkcs1(const RsaKey& key, std::string_view ciphertext);

}  // namespace wafpp::functions
