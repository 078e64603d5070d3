#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

/// Bytes that come piece by piece: for documents that need not be in memory as a whole.
namespace wafpp::documents {

class ByteStream {
 public:
  ByteStream() = default;
  ByteStream(const ByteStream&) = delete;
  ByteStream& operator=(const ByteStream&) = delete;
  virtual ~ByteStream() = default;
  /// Up to `bytes` bytes, written to `to`; 0 at the end, and only there. The error says what is wrong with the file, without its name.
  virtual base::Result<size_t> read(char* to, size_t bytes) = 0;
};

/// A text that outlives the stream.
std::unique_ptr<ByteStream> stream_of(std::string_view text);
/// `head`, then what is left of `rest`: for a stream whose first bytes were looked at.
std::unique_ptr<ByteStream> stream_behind(std::string head, std::unique_ptr<ByteStream> rest);
/// A regular file. Links are followed: for paths that the user named.
base::Result<std::unique_ptr<ByteStream>> open_stream(const std::string& path);

/// How a text is packed, told by its first bytes.
enum class Packing : uint8_t { None, Gzip, Zstandard };
Packing packing_of(std::string_view head);

struct UnpackLimits {
  uint64_t bytes = (uint64_t{1} << 32) - 1;     ///< Unpacked.
  uint64_t window_bytes = uint64_t{128} << 20;  ///< What Zstandard may want to look back.
  uint64_t ratio = 1'000;                       ///< Unpacked bytes for each packed one, once `free_bytes` are passed.
  uint64_t free_bytes = uint64_t{64} << 20;
};
/// What `packed` holds, unpacked while it is read: one or several members or frames. Cut off, broken or over the limits is an error.
std::unique_ptr<ByteStream> unpack(std::unique_ptr<ByteStream> packed, Packing packing, const UnpackLimits& limits = {});

/// All of it; an error over `limit` bytes.
base::Result<std::string> read_all(ByteStream& stream, uint64_t limit);

}  // namespace wafpp::documents
