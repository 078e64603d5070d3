#pragma once

#include <atomic>
#include <cstdint>

namespace wafpp::value {

/// The count of owners at the head of every shared, immutable block.
struct Counted {
  mutable std::atomic<uint32_t> count{1};

  void retain() const { count.fetch_add(1, std::memory_order_relaxed); }
  /// Whether this was the last owner, who then frees the block.
  bool release() const {
    // A sole owner needs no locked instruction: nobody else can be copying from it.
    if (count.load(std::memory_order_acquire) == 1) return true;
    return count.fetch_sub(1, std::memory_order_acq_rel) == 1;
  }
};

}  // namespace wafpp::value
