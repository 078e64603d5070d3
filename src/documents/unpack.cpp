// The fence around zlib and zstd for what is read as a stream.

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "base/check.h"
#include "documents/byte_stream.h"

namespace wafpp::documents {

namespace {

constexpr size_t kChunk = size_t{1} << 16;

/// Takes packed bytes in, and counts what comes out.
class Unpacked : public ByteStream {
 public:
  Unpacked(std::unique_ptr<ByteStream> packed, const UnpackLimits& limits) : packed_(std::move(packed)), limits_(limits) {}

 protected:
  /// Whether there is something to unpack; false at the end of the packed bytes.
  base::Result<bool> fill() {
    if (has_input()) return true;
    WAFPP_TRY(size_t count, packed_->read(chunk_.data(), chunk_.size()));
    taken_ += count;
    give_input(chunk_.data(), count);
    return count > 0;
  }
  /// `count` or, where that is too much, why.
  base::Result<size_t> give(size_t count) {
    given_ += count;
    if (given_ > limits_.bytes) return base::fail(fmt::format("unpacks to more than {} bytes", limits_.bytes));
    if (given_ > limits_.free_bytes && given_ / limits_.ratio > taken_) {
      return base::fail(fmt::format("unpacks to more than {} times its size: this looks like a bomb", limits_.ratio));
    }
    return count;
  }
  const UnpackLimits& limits() const { return limits_; }

 private:
  virtual bool has_input() const = 0;
  virtual void give_input(const char* bytes, size_t count) = 0;

  std::unique_ptr<ByteStream> packed_;
  UnpackLimits limits_;
  uint64_t taken_ = 0;
  uint64_t given_ = 0;
  std::array<char, kChunk> chunk_;
};

class GzipStream : public Unpacked {
 public:
  GzipStream(std::unique_ptr<ByteStream> packed, const UnpackLimits& limits) : Unpacked(std::move(packed), limits) {
    constexpr int kGzipWindow = 15 + 16;  // Header and sums checked by zlib.
    WAFPP_CHECK(inflateInit2(&stream_, kGzipWindow) == Z_OK, "zlib has no memory to begin");
  }
  ~GzipStream() override { inflateEnd(&stream_); }

  base::Result<size_t> read(char* to, size_t bytes) override {
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = static_cast<uInt>(std::min<size_t>(bytes, UINT32_MAX));
    size_t wanted = stream_.avail_out;
    while (stream_.avail_out == wanted && wanted > 0) {
      WAFPP_TRY(bool more, fill());
      if (!more && !inside_) return 0;
      if (!std::exchange(inside_, true)) inflateReset(&stream_);
      // Without input too: zlib may still hold some of what it was given before.
      int code = inflate(&stream_, Z_NO_FLUSH);
      if (code == Z_STREAM_END) {
        inside_ = false;  // Another member may follow.
      } else if (code != Z_OK && code != Z_BUF_ERROR) {
        return base::fail("the gzip stream is broken");
      } else if (!more && stream_.avail_out == wanted) {
        return base::fail("the gzip stream is cut off");
      }
    }
    return give(wanted - stream_.avail_out);
  }

 private:
  bool has_input() const override { return stream_.avail_in > 0; }
  void give_input(const char* bytes, size_t count) override {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes));
    stream_.avail_in = static_cast<uInt>(count);
  }

  z_stream stream_ = {};
  bool inside_ = false;
};

class ZstandardStream : public Unpacked {
 public:
  ZstandardStream(std::unique_ptr<ByteStream> packed, const UnpackLimits& limits)
      : Unpacked(std::move(packed), limits), context_(ZSTD_createDCtx()) {
    WAFPP_CHECK(context_ != nullptr, "zstd has no memory to begin");
    ZSTD_DCtx_setParameter(context_, ZSTD_d_windowLogMax, static_cast<int>(std::bit_width(limits.window_bytes)) - 1);
  }
  ~ZstandardStream() override { ZSTD_freeDCtx(context_); }

  base::Result<size_t> read(char* to, size_t bytes) override {
    ZSTD_outBuffer output{to, bytes, 0};
    while (output.pos == 0 && bytes > 0) {
      WAFPP_TRY(bool more, fill());
      if (!more && !inside_) return 0;
      size_t before = input_.pos;
      size_t left = ZSTD_decompressStream(context_, &output, &input_);
      if (ZSTD_isError(left) != 0U) return base::fail(fmt::format("the Zstandard stream is broken: {}", ZSTD_getErrorName(left)));
      inside_ = left > 0;
      if (!more && output.pos == 0 && input_.pos == before) return base::fail("the Zstandard stream is cut off");
    }
    return give(output.pos);
  }

 private:
  bool has_input() const override { return input_.pos < input_.size; }
  void give_input(const char* bytes, size_t count) override { input_ = {bytes, count, 0}; }

  ZSTD_DCtx* context_;
  ZSTD_inBuffer input_ = {nullptr, 0, 0};
  bool inside_ = false;
};

}  // namespace

Packing packing_of(std::string_view head) {
  if (head.starts_with("\x1F\x8B\x08")) return Packing::Gzip;
  if (head.starts_with("\x28\xB5\x2F\xFD")) return Packing::Zstandard;
  return Packing::None;
}

std::unique_ptr<ByteStream> unpack(std::unique_ptr<ByteStream> packed, Packing packing, const UnpackLimits& limits) {
  switch (packing) {
    case Packing::None:
      break;
    case Packing::Gzip:
      return std::make_unique<GzipStream>(std::move(packed), limits);
    case Packing::Zstandard:
      return std::make_unique<ZstandardStream>(std::move(packed), limits);
  }
  return packed;
}

}  // namespace wafpp::documents
