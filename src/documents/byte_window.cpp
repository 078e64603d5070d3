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

/// Code points that begin in `text`: bytes that are no continuation, which are 10xxxxxx. A word at a time, too.
uint32_t code_points(std::string_view text) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  constexpr uint64_t kHigh = 0x8080808080808080;
  size_t continued = 0;
  size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    // The second bit of each byte comes to stand under its first.
    uint64_t marks = word & ~(word << 1) & kHigh;
    continued += ((marks >> 7) * kOnes) >> 56;
  }
  for (; at < text.size(); ++at) continued += (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80 ? 1U : 0U;
  return static_cast<uint32_t>(text.size() - continued);
}

}  // namespace

ByteWindow::ByteWindow(ByteStream& stream, size_t chunk) : stream_(stream), chunk_(chunk) {}

void ByteWindow::advance(diag::LineColumn& place, std::string_view over) {
  const void* last = over.empty() ? nullptr : memrchr(over.data(), '\n', over.size());
  if (last != nullptr) {
    size_t behind = static_cast<size_t>(static_cast<const char*>(last) - over.data()) + 1;
    place.line += line_feeds(over.substr(0, behind));
    place.column = 1;
    over.remove_prefix(behind);
  }
  place.column += code_points(over);
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
