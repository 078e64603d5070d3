#include "base/arena.h"

#include <algorithm>

namespace wafpp::base {

namespace {
// Small files are the rule: begin with a page, double up to a megabyte.
constexpr size_t kFirstBlock = 4096;
constexpr size_t kLargestBlock = size_t{1} << 20;
}  // namespace

void* Arena::allocate_block(size_t size, size_t alignment) {
  size_t wanted = blocks_.empty() ? kFirstBlock : std::min(kLargestBlock, capacity_);
  wanted = std::max(wanted, size + alignment);
  blocks_.emplace_back(new std::byte[wanted]);
  capacity_ += wanted;
  next_ = reinterpret_cast<uintptr_t>(blocks_.back().get());
  end_ = next_ + wanted;
  return allocate(size, alignment);
}

}  // namespace wafpp::base
