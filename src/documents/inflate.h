#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

/// The fence around zlib for reading compressed files piece by piece.
namespace wafpp::documents {

enum class Compression : uint8_t {
  Gzip,     ///< RFC 1952, several members after one another too.
  Deflate,  ///< RFC 1951, as zip has it.
  Zlib,     ///< RFC 1950, as git has it.
};

/// Takes a piece of what is uncompressed; an error ends the reading.
using ByteSink = std::function<base::Result<bool>(std::string_view bytes)>;

/// Uncompresses `packed` wholly into `sink`, at most 64 KiB at a time. Fails where it is damaged or ends too early; what stands behind
/// the end is left alone, and `used` (if there is one) says how much was taken. The result is always true.
base::Result<bool> inflate(std::string_view packed, Compression compression, const ByteSink& sink, size_t* used = nullptr);

/// For many small texts of RFC 1950, one after the other: what uncompressing needs is kept from one to the next. Used by one thread.
class ZlibReader {
 public:
  ZlibReader();
  ~ZlibReader();
  ZlibReader(const ZlibReader&) = delete;
  ZlibReader& operator=(const ZlibReader&) = delete;

  /// The next piece of what is packed, valid until the next call; an empty one at the end.
  using Pieces = std::function<base::Result<std::string_view>()>;
  /// A text of exactly `size` bytes.
  base::Result<std::string> read(size_t size, const Pieces& pieces);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The checksum of zip files, of what came before (`crc`, 0 at the beginning) and `bytes`.
uint32_t crc32(uint32_t crc, std::string_view bytes);

}  // namespace wafpp::documents
