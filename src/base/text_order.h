#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace wafpp::base {

/// One of many texts that are to be sorted; which of them it was before. The text is not copied.
class OrderedText {
 public:
  OrderedText() = default;
  /// `text` has less than 4 GiB.
  OrderedText(std::string_view text, uint32_t index) : data_(text.data()), size_(static_cast<uint32_t>(text.size())), index_(index) {}

  std::string_view text() const { return {data_, size_}; }
  uint32_t index() const { return index_; }

 private:
  friend class TextSorter;
  const char* data_ = nullptr;
  uint64_t key_ = 0;  ///< The eight bytes that are looked at.
  uint32_t size_ = 0;
  uint32_t index_ = 0;
};

/// Sorts by bytes, as `<` of the texts does; equal ones by their index.
void sort_texts(std::span<OrderedText> texts);

}  // namespace wafpp::base
