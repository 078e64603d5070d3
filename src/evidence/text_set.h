#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "base/arena.h"

namespace wafpp::evidence {

/// Texts, each kept once. A report has millions of short ones, most of them new: a place is looked for in one row of 16 bytes each, and a
/// text is looked at only where its hash is the same.
class TextSet {
 public:
  /// The kept text that is equal to `text`; a copy in `arena`, which outlives the set, where there was none. Views do not move.
  const std::string_view& insert(std::string_view text, base::Arena& arena) {
    if (2 * (count_ + 1) > slots_.size()) grow();
    uint32_t hash = hash_of(text);
    size_t at = place_of(text, hash);
    if (slots_[at].text == nullptr) {
      slots_[at] = {arena.make<std::string_view>(arena.copy(text)), hash};
      ++count_;
    }
    return *slots_[at].text;
  }
  bool contains(std::string_view text) const { return count_ > 0 && slots_[place_of(text, hash_of(text))].text != nullptr; }

 private:
  static uint32_t hash_of(std::string_view text) { return static_cast<uint32_t>(std::hash<std::string_view>()(text)); }

  /// Where `text` is, or would be.
  size_t place_of(std::string_view text, uint32_t hash) const {
    size_t at = hash & (slots_.size() - 1);
    while (slots_[at].text != nullptr && (slots_[at].hash != hash || *slots_[at].text != text)) at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  struct Slot {
    const std::string_view* text = nullptr;
    uint32_t hash = 0;
  };

  void grow() {
    constexpr size_t kFirst = 64;
    std::vector<Slot> old(slots_.empty() ? kFirst : 2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old) {
      if (slot.text == nullptr) continue;
      size_t at = slot.hash & (slots_.size() - 1);
      while (slots_[at].text != nullptr) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = slot;
    }
  }

  std::vector<Slot> slots_;  ///< A power of two of them, at most half of them taken.
  size_t count_ = 0;
};

}  // namespace wafpp::evidence
