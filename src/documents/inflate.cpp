#include "documents/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

namespace wafpp::documents {

namespace {

constexpr int kRawWindow = -15;
constexpr int kGzipWindow = 15 + 16;
constexpr int kZlibWindow = 15;
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

int window_of(Compression compression) {
  switch (compression) {
    case Compression::Gzip:
      return kGzipWindow;
    case Compression::Deflate:
      return kRawWindow;
    case Compression::Zlib:
      break;
  }
  return kZlibWindow;
}

constexpr const char* kDamaged = "the compressed data is damaged";
constexpr const char* kCutOff = "the compressed data ends too early";

}  // namespace

base::Result<bool> inflate(std::string_view packed, Compression compression, const ByteSink& sink, size_t* used) {
  Stream stream(window_of(compression));
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
    if (answer != Z_OK && answer != Z_STREAM_END && answer != Z_BUF_ERROR) return base::fail(kDamaged);
    if (made > 0) {
      WAFPP_TRY([[maybe_unused]] bool more, sink({piece.data(), made}));
    }
    if (answer == Z_STREAM_END) {
      bool another = compression == Compression::Gzip && packed.substr(at).starts_with("\x1f\x8b");
      if (!another) break;
      inflateReset(&*stream);
    } else if (taken == 0 && made == 0) {
      return base::fail(kCutOff);
    }
  }
  if (used != nullptr) *used = at;
  return true;
}

struct ZlibReader::State {
  Stream stream{kZlibWindow};
};

ZlibReader::ZlibReader() : state_(std::make_unique<State>()) {}
ZlibReader::~ZlibReader() = default;

base::Result<std::string> ZlibReader::read(size_t size, const Pieces& pieces) {
  Stream& stream = state_->stream;
  if (!stream.good() || size > std::numeric_limits<uInt>::max() - 1) return base::fail("no memory to uncompress with");
  inflateReset(&*stream);
  // One byte more than it should have, so that more than that shows.
  std::string text(size + 1, '\0');
  stream->next_out = reinterpret_cast<Bytef*>(text.data());
  stream->avail_out = static_cast<uInt>(text.size());
  int answer = Z_OK;
  while (answer != Z_STREAM_END) {
    WAFPP_TRY(std::string_view piece, pieces());
    if (piece.empty()) return base::fail(kCutOff);
    stream->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(piece.data()));  // zlib reads it only.
    stream->avail_in = static_cast<uInt>(piece.size());
    answer = ::inflate(&*stream, Z_NO_FLUSH);
    bool is_good = answer == Z_STREAM_END || answer == Z_OK || (answer == Z_BUF_ERROR && stream->avail_out > 0);
    if (!is_good || stream->avail_out == 0) return base::fail(kDamaged);
  }
  if (stream->avail_out != 1) return base::fail(kDamaged);
  text.pop_back();
  return text;
}

uint32_t crc32(uint32_t crc, std::string_view bytes) {
  return static_cast<uint32_t>(::crc32_z(crc, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

}  // namespace wafpp::documents
