#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace wafpp::evidence {

/// A view of a text in 12 bytes in place of 16: a report has a million findings with twenty of them each. Otherwise as a
/// `std::string_view`, of up to 4 GiB; what is longer is cut off.
class Text {
 public:
  constexpr Text() = default;
  Text(std::string_view text)  // NOLINT(google-explicit-constructor): it is one.
      : pointer_(std::bit_cast<Pointer>(text.data())),
        size_(static_cast<uint32_t>(std::min<size_t>(text.size(), std::numeric_limits<uint32_t>::max()))) {}
  Text(const char* text) : Text(std::string_view(text)) {}  // NOLINT(google-explicit-constructor)

  operator std::string_view() const { return view(); }  // NOLINT(google-explicit-constructor)
  std::string_view view() const { return {std::bit_cast<const char*>(pointer_), size_}; }
  bool empty() const { return size_ == 0; }
  size_t size() const { return size_; }

  friend bool operator==(const Text& a, const Text& b) { return a.view() == b.view(); }
  friend bool operator==(const Text& a, std::string_view b) { return a.view() == b; }
  friend bool operator==(const Text& a, const char* b) { return a.view() == b; }
  friend std::strong_ordering operator<=>(const Text& a, const Text& b) { return a.view() <=> b.view(); }

 private:
  using Pointer = std::array<uint32_t, 2>;  ///< Halves, so that it may stand at any fourth byte.
  static_assert(sizeof(Pointer) == sizeof(const char*));

  Pointer pointer_{};
  uint32_t size_ = 0;
};
static_assert(sizeof(Text) == 12 && alignof(Text) == 4);

}  // namespace wafpp::evidence
