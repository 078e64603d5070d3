#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "diag/source.h"
#include "documents/byte_stream.h"

namespace wafpp::documents {

/// The part of a stream that is looked at: it slides over the text, and knows on which line it stands.
class ByteWindow {
 public:
  /// `chunk`: bytes that are read at a time.
  explicit ByteWindow(ByteStream& stream, size_t chunk = size_t{1} << 18);

  /// What is in memory and not yet passed. Stays where it is until `more` is called.
  std::string_view rest() const { return {buffer_.data() + at_, end_ - at_}; }
  /// The next byte; 0 at the end of the text.
  char peek() {
    if (at_ == end_ && !more()) return '\0';
    return buffer_[at_];
  }
  void pass(size_t bytes) { at_ += bytes; }
  /// Reads on, so that `rest` gets longer. False at the end of the text, or where it cannot be read.
  bool more();
  /// Reads until `bytes` bytes are there, or all that is left.
  void want(size_t bytes) {
    while (end_ - at_ < bytes && more()) {
    }
  }
  bool ended() const { return ended_; }
  /// What the stream said when it could not be read; empty where nothing is wrong.
  const std::string& error() const { return error_; }

  /// Bytes passed since the beginning.
  uint64_t offset() const { return base_ + at_; }
  /// Where that byte stands, if it is still in memory, as all is that was passed since the last `more`; columns count code points.
  /// Counts from the beginning of the window: not for every value.
  diag::LineColumn place_of(uint64_t offset) const;

 private:
  static void advance(diag::LineColumn& place, std::string_view over);

  ByteStream& stream_;
  size_t chunk_;
  std::vector<char> buffer_;
  size_t at_ = 0;
  size_t end_ = 0;
  uint64_t base_ = 0;            ///< Bytes before the buffer.
  diag::LineColumn base_place_;  ///< Of the first byte in the buffer.
  bool ended_ = false;
  std::string error_;
};

}  // namespace wafpp::documents
