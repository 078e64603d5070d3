#include "base/arena.h"

#include <algorithm>

namespace wafpp::base {

namespace {
// Small files are the rule: begin with a page. Each further block is half of what there is, up to a megabyte: what stays unused at the end
// is in memory for as long as the rest.
constexpr size_t kFirstBlock = 4096;
constexpr size_t kLargestBlock = size_t{1} << 20;
}  // namespace

void* Arena::allocate_block(size_t size, size_t alignment) {
  size_t wanted = blocks_.empty() ? kFirstBlock : std::clamp(capacity_ / 2, kFirstBlock, kLargestBlock);
  wanted = std::max(wanted, size + alignment);
  if (blocks_.empty()) first_size_ = wanted;
  blocks_.emplace_back(new std::byte[wanted]);
  capacity_ += wanted;
  next_ = reinterpret_cast<uintptr_t>(blocks_.back().get());
  end_ = next_ + wanted;
  return allocate(size, alignment);
}

void Arena::clear() {
  if (blocks_.empty()) return;
  if (first_size_ > kLargestBlock) {
    *this = Arena();
    return;
  }
  blocks_.resize(1);
  capacity_ = first_size_;
  next_ = reinterpret_cast<uintptr_t>(blocks_.front().get());
  end_ = next_ + first_size_;
}

}  // namespace wafpp::base
