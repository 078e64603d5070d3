#include "documents/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <vector>

namespace wafpp::documents {

namespace {

constexpr int kRawWindow = -15;
constexpr int kGzipWindow = 15 + 16;
constexpr size_t kPiece = size_t{64} << 10;

class Stream {
 public:
  explicit Stream(int window) : good_(inflateInit2(&stream_, window) == Z_OK) {}
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() {
    if (good_) inflateEnd(&stream_);
  }
  bool good() const { return good_; }
  z_stream& operator*() { return stream_; }
  z_stream* operator->() { return &stream_; }

 private:
  z_stream stream_{};
  bool good_;
};

}  // namespace

base::Result<bool> inflate(std::string_view packed, Compression compression, const ByteSink& sink, size_t* used) {
  Stream stream(compression == Compression::Gzip ? kGzipWindow : kRawWindow);
  if (!stream.good()) return base::fail("no memory to uncompress with");
  std::vector<char> piece(kPiece);
  size_t at = 0;
  while (true) {
    size_t offered = std::min<size_t>(packed.size() - at, std::numeric_limits<uInt>::max());
    stream->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data() + at));  // zlib reads it only.
    stream->avail_in = static_cast<uInt>(offered);
    stream->next_out = reinterpret_cast<Bytef*>(piece.data());
    stream->avail_out = static_cast<uInt>(piece.size());
    int answer = ::inflate(&*stream, Z_NO_FLUSH);
    size_t taken = offered - stream->avail_in;
    size_t made = piece.size() - stream->avail_out;
    at += taken;
    if (answer != Z_OK && answer != Z_STREAM_END && answer != Z_BUF_ERROR) return base::fail("the compressed data is damaged");
    if (made > 0) {
      WAFPP_TRY([[maybe_unused]] bool more, sink({piece.data(), made}));
    }
    if (answer == Z_STREAM_END) {
      bool another = compression == Compression::Gzip && packed.substr(at).starts_with("\x1f\x8b");
      if (!another) break;
      inflateReset(&*stream);
    } else if (taken == 0 && made == 0) {
      return base::fail("the compressed data ends too early");
    }
  }
  if (used != nullptr) *used = at;
  return true;
}

uint32_t crc32(uint32_t crc, std::string_view bytes) {
  return static_cast<uint32_t>(::crc32_z(crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

}  // namespace wafpp::documents
