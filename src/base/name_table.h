#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace wafpp::base {

/// The first eight bytes of a name as a number that sorts as they do, with zeros behind a shorter one: names whose heads differ need no
/// further look.
inline uint64_t name_head(std::string_view name) {
  uint64_t head = 0;
  if (name.size() >= sizeof(head)) {
    std::memcpy(&head, name.data(), sizeof(head));
    return __builtin_bswap64(head);  // The machines that this runs on store the lowest byte first.
  }
  for (size_t at = 0; at < sizeof(head); ++at) head = head << 8 | (at < name.size() ? static_cast<unsigned char>(name[at]) : 0U);
  return head;
}
static_assert(std::endian::native == std::endian::little);

/// A hash of the size and the two ends of a name, which for names of code tells as much as one of all its bytes.
inline uint64_t name_hash(std::string_view name) {
  uint64_t first = 0;
  uint64_t last = 0;
  size_t size = name.size();
  if (size >= sizeof(first)) {
    std::memcpy(&first, name.data(), sizeof(first));
    std::memcpy(&last, name.data() + size - sizeof(last), sizeof(last));
  } else {
    for (char c : name) first = first << 8 | static_cast<unsigned char>(c);
  }
  uint64_t mixed = (first ^ size) * 0x9E3779B97F4A7C15ULL ^ last * 0xC2B2AE3D27D4EB4FULL;
  return mixed ^ mixed >> 32;
}

/// Looks things up by name, for tables that are made once and asked without end: one flat row. The names are the caller's and outlive the
/// table.
template <typename T>
class NameTable {
 public:
  NameTable() = default;
  /// For up to `count` names.
  explicit NameTable(size_t count) {
    size_t places = 8;
    while (places < 2 * count) places *= 2;
    entries_.resize(places);
  }

  /// The first one of a name holds.
  void add(std::string_view name, const T* thing) {
    if (entries_.size() < 2 * (count_ + 1)) grow();
    Entry* at = place_of(name);
    if (at->thing != nullptr) return;
    *at = {name, thing};
    ++count_;
  }
  /// Null where there is none of that name.
  const T* find(std::string_view name) const { return entries_.empty() ? nullptr : const_cast<NameTable*>(this)->place_of(name)->thing; }

 private:
  struct Entry {
    std::string_view name;
    const T* thing = nullptr;
  };

  /// Where the name stands, or would.
  Entry* place_of(std::string_view name) {
    size_t mask = entries_.size() - 1;
    for (size_t at = name_hash(name) & mask;; at = (at + 1) & mask) {
      Entry& entry = entries_[at];
      if (entry.thing == nullptr || same_name(entry.name, name)) return &entry;
    }
  }

  void grow() {
    std::vector<Entry> old = std::move(entries_);
    entries_ = std::vector<Entry>(old.empty() ? 8 : 2 * old.size());
    for (const Entry& entry : old) {
      if (entry.thing != nullptr) *place_of(entry.name) = entry;
    }
  }

  std::vector<Entry> entries_;  // A power of two, at least half of it free.
  size_t count_ = 0;
};

}  // namespace wafpp::base
