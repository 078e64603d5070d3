#include "documents/byte_window.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace wafpp::documents {

namespace {

/// Line feeds in `text`, a word at a time: this is asked of every byte of a report.
uint32_t line_feeds(std::string_view text) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  constexpr uint64_t kLow = 0x7F7F7F7F7F7F7F7F;
  uint32_t count = 0;
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    word ^= kOnes * '\n';
    // The highest bit of each byte that is zero now; the product adds them up in its highest byte.
    uint64_t zeros = ~(((word & kLow) + kLow) | word | kLow) >> 7;
    count += static_cast<uint32_t>((zeros * kOnes) >> 56);
  }
  for (; at < text.size(); ++at) count += text[at] == '\n' ? 1U : 0U;
  return count;
}

}  // namespace

ByteWindow::ByteWindow(ByteStream& stream, size_t chunk) : stream_(stream), chunk_(chunk) {}

void ByteWindow::advance(diag::LineColumn& place, std::string_view over) {
  size_t last = over.rfind('\n');
  if (last != std::string_view::npos) {
    place.line += line_feeds(over.substr(0, last + 1));
    place.column = 1;
    over.remove_prefix(last + 1);
  }
  uint32_t points = 0;
  for (char byte : over) points += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1U : 0U;
  place.column += points;
}

bool ByteWindow::more() {
  if (ended_) return false;
  // What was passed goes, once it is worth the moving.
  if (at_ == end_ || at_ >= chunk_) {
    advance(base_place_, {buffer_.data(), at_});
    if (at_ < end_) std::memmove(buffer_.data(), buffer_.data() + at_, end_ - at_);
    base_ += at_;
    end_ -= at_;
    at_ = 0;
  }
  // Doubled: a value that needs the window to grow is looked at again from its beginning each time.
  size_t wanted = std::max(chunk_, end_ - at_);
  if (buffer_.size() < end_ + wanted) buffer_.resize(end_ + wanted);
  base::Result<size_t> count = stream_.read(buffer_.data() + end_, wanted);
  if (!count) error_ = std::move(count.error().message);
  if (!count || *count == 0) {
    ended_ = true;
    return false;
  }
  end_ += *count;
  return true;
}

diag::LineColumn ByteWindow::place_of(uint64_t offset) const {
  diag::LineColumn place = base_place_;
  uint64_t ahead = offset > base_ ? offset - base_ : 0;
  advance(place, {buffer_.data(), std::min<size_t>(ahead, end_)});
  return place;
}

}  // namespace wafpp::documents
