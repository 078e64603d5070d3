#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace wafpp::base {

/// Puts what stands at `order[i]` to `i`, along the circles that this makes: nothing is in memory twice. Each index is in `order` once; it
/// is used up.
template <typename T>
void arrange(std::span<T> items, std::span<uint32_t> order) {
  for (uint32_t start = 0; start < order.size(); ++start) {
    if (order[start] == start) continue;
    T first = std::move(items[start]);
    uint32_t at = start;
    while (order[at] != start) {
      items[at] = std::move(items[order[at]]);
      at = std::exchange(order[at], at);
    }
    items[at] = std::move(first);
    order[at] = at;
  }
}

/// The same with an order that is wanted no longer, or copied.
template <typename T>
void arrange(std::vector<T>& items, std::vector<uint32_t> order) {
  arrange(std::span<T>(items), std::span<uint32_t>(order));
}

}  // namespace wafpp::base
