#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "base/result.h"

/// The fence around zlib for reading compressed files piece by piece.
namespace wafpp::documents {

enum class Compression : uint8_t {
  Gzip,     ///< RFC 1952, several members after one another too.
  Deflate,  ///< RFC 1951, as zip has it.
};

/// Takes a piece of what is uncompressed; an error ends the reading.
using ByteSink = std::function<base::Result<bool>(std::string_view bytes)>;

/// Uncompresses `packed` wholly into `sink`, at most 64 KiB at a time. Fails where it is damaged or ends too early; what stands behind
/// the end is left alone, and `used` (if there is one) says how much was taken. The result is always true.
base::Result<bool> inflate(std::string_view packed, Compression compression, const ByteSink& sink, size_t* used = nullptr);

/// The checksum of zip files, of what came before (`crc`, 0 at the beginning) and `bytes`.
uint32_t crc32(uint32_t crc, std::string_view bytes);

}  // namespace wafpp::documents
