#include "documents/byte_window.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "documents/byte_scan.h"

namespace wafpp::documents {

ByteWindow::ByteWindow(ByteStream& stream, size_t chunk) : stream_(stream), chunk_(chunk) {}

void ByteWindow::advance(diag::LineColumn& place, std::string_view over) {
  const void* last = over.empty() ? nullptr : memrchr(over.data(), '\n', over.size());
  if (last != nullptr) {
    size_t behind = static_cast<size_t>(static_cast<const char*>(last) - over.data()) + 1;
    place.line += static_cast<uint32_t>(line_feeds(over.substr(0, behind)));
    place.column = 1;
    over.remove_prefix(behind);
  }
  place.column += static_cast<uint32_t>(code_points(over));
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
