#include "functions/gzip.h"

#include <fmt/format.h>
#include <zlib.h>

#include <array>

#include "base/check.h"

namespace wafpp::functions {

namespace {

constexpr int kRawWindow = -15;       // No header of zlib's around the blocks.
constexpr int kGzipWindow = 15 + 16;  // Header and sums checked by zlib.
constexpr int kLevel = 6;
constexpr int kMemory = 9;
constexpr std::string_view kHeader("\x1F\x8B\x08\0\0\0\0\0\0\xFF", 10);
constexpr std::string_view kLastBlock("\x01\0\0\xFF\xFF", 5);
constexpr size_t kChunk = 1 << 16;

void append_little_endian(std::string& to, uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) to += static_cast<char>(number >> shift & 0xFF);
}

// zlib takes what it reads without const, and does not write to it.
Bytef* input(std::string_view bytes) { return reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); }

}  // namespace

tl::expected<std::string, FunctionError> gzip(std::string_view bytes) {
  std::string result(kHeader);
  z_stream stream = {};
  WAFPP_CHECK(deflateInit2(&stream, kLevel, Z_DEFLATED, kRawWindow, kMemory, Z_DEFAULT_STRATEGY) == Z_OK, "zlib has no memory to begin");
  stream.next_in = input(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::array<char, kChunk> chunk;
  do {
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = kChunk;
    deflate(&stream, Z_SYNC_FLUSH);
    result.append(chunk.data(), kChunk - stream.avail_out);
  } while (stream.avail_out == 0);
  deflateEnd(&stream);
  result += kLastBlock;
  append_little_endian(result, static_cast<uint32_t>(crc32_z(0, input(bytes), bytes.size())));
  append_little_endian(result, static_cast<uint32_t>(bytes.size()));
  return result;
}

tl::expected<std::string, FunctionError> gunzip(std::string_view bytes, uint64_t limit) {
  if (bytes.empty()) return refuse("failed to gunzip bytestream: EOF");
  std::string result;
  z_stream stream = {};
  WAFPP_CHECK(inflateInit2(&stream, kGzipWindow) == Z_OK, "zlib has no memory to begin");
  stream.next_in = input(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::array<char, kChunk> chunk;
  tl::expected<void, FunctionError> state;
  for (bool more = true; more;) {
    stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
    stream.avail_out = kChunk;
    int code = inflate(&stream, Z_NO_FLUSH);
    result.append(chunk.data(), kChunk - stream.avail_out);
    if (result.size() > limit) {
      state = over_limit(fmt::format("what was compressed has more than {} bytes", limit));
      break;
    }
    if (code == Z_STREAM_END) {
      // Another stream may follow.
      more = stream.avail_in > 0;
      if (more) inflateReset(&stream);
    } else if (code != Z_OK) {
      bool cut = code == Z_BUF_ERROR;
      state = refuse(fmt::format("failed to read gunzip raw data: {}", cut ? "unexpected EOF" : "gzip: invalid data"));
      break;
    }
  }
  inflateEnd(&stream);
  if (!state) return tl::unexpected(state.error());
  return result;
}

}  // namespace wafpp::functions
