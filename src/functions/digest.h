#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// The fence around OpenSSL's digests.
namespace wafpp::functions {

enum class Digest : uint8_t { Md5, Sha1, Sha256, Sha512 };
/// The raw bytes of a digest: `to_hex` and `to_base64` (base64.h) make text of them.
std::string digest(Digest algorithm, std::string_view bytes);
/// Lower case.
std::string to_hex(std::string_view bytes);

}  // namespace wafpp::functions
