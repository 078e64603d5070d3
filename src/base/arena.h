#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace wafpp::base {

/// Memory that is handed out piece by piece and freed all at once. What lives here is never destroyed one by one, so only
/// trivially destructible types may. Not for use by several threads at a time. Moving an arena moves no object.
class Arena {
 public:
  Arena() = default;
  Arena(Arena&&) noexcept = default;
  Arena& operator=(Arena&&) noexcept = default;

  /// `size` bytes, aligned to `alignment` (a power of two, at most 16). Never null.
  void* allocate(size_t size, size_t alignment) {
    uintptr_t at = (next_ + (alignment - 1)) & ~(static_cast<uintptr_t>(alignment) - 1);
    if (at + size > end_) [[unlikely]]
      return allocate_block(size, alignment);
    next_ = at + size;
    return reinterpret_cast<void*>(at);  // NOLINT(performance-no-int-to-ptr): alignment is arithmetic
  }

  template <typename T, typename... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return ::new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  /// A copy of `items` that lives as long as the arena.
  template <typename T>
  std::span<const T> copy(std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (items.empty()) return {};
    void* to = allocate(items.size_bytes(), alignof(T));
    std::memcpy(to, static_cast<const void*>(items.data()), items.size_bytes());
    return {static_cast<const T*>(to), items.size()};
  }
  template <typename T>
  std::span<const T> copy(const std::vector<T>& items) {
    return copy(std::span<const T>(items));
  }
  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    void* to = allocate(text.size(), 1);
    std::memcpy(to, text.data(), text.size());
    return {static_cast<const char*>(to), text.size()};
  }

  /// Gives back all that was handed out, and keeps the first block of memory for what comes, unless it is a large one.
  void clear();

  /// Bytes taken from the system.
  size_t capacity() const { return capacity_; }

 private:
  void* allocate_block(size_t size, size_t alignment);

  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  size_t first_size_ = 0;
  uintptr_t next_ = 0;
  uintptr_t end_ = 0;
  size_t capacity_ = 0;
};

}  // namespace wafpp::base
