#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace wafpp::evidence {

/// What is signed of a DSSE envelope (secure-systems-lab/dsse, pre-authentication encoding 1).
std::string dsse_encoding(std::string_view payload_type, std::string_view payload);

/// Base64 in either alphabet, with or without padding; nothing else is accepted, line ends neither.
base::Result<std::string> from_any_base64(std::string_view text);

/// Why `pem` is no key that `verifies` takes: `no public key in PEM`; empty where it is one.
std::string problem_with_key(std::string_view pem);

/// Whether `signature` was made over `message` with the key whose public half `pem` holds (SubjectPublicKeyInfo): Ed25519, ECDSA with
/// SHA-256 (P-256), SHA-384 (P-384) or SHA-512 (P-521), its signature in DER or as r and s, or RSA of at least 2,048 bits with SHA-256
/// (PKCS #1 v1.5 or PSS). The error says why `pem` is no such key.
base::Result<bool> verifies(std::string_view pem, std::string_view message, std::string_view signature);

}  // namespace wafpp::evidence
