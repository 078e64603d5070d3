#pragma once

#include <cstddef>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

namespace wafpp::base {

/// Things in an order of their own that stay where they are: a list of pointers which reads as a list of the things.
template <typename T>
class Row {
 public:
  template <typename Of>
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = std::remove_const_t<Of>;
    using difference_type = ptrdiff_t;
    using pointer = Of*;
    using reference = Of&;
    Iterator() = default;
    explicit Iterator(T* const* at) : at_(at) {}
    Of& operator*() const { return **at_; }
    Of* operator->() const { return *at_; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) { return Iterator(at_++); }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    T* const* at_ = nullptr;
  };

  Row() = default;
  explicit Row(std::vector<T*> things) : things_(std::move(things)) {}

  bool empty() const { return things_.empty(); }
  size_t size() const { return things_.size(); }
  const T& operator[](size_t at) const { return *things_[at]; }
  T& operator[](size_t at) { return *things_[at]; }
  const T& front() const { return *things_.front(); }
  T& front() { return *things_.front(); }
  const T& back() const { return *things_.back(); }
  T& back() { return *things_.back(); }
  Iterator<const T> begin() const { return Iterator<const T>(things_.data()); }
  Iterator<const T> end() const { return Iterator<const T>(things_.data() + things_.size()); }
  Iterator<T> begin() { return Iterator<T>(things_.data()); }
  Iterator<T> end() { return Iterator<T>(things_.data() + things_.size()); }
  void push_back(T& thing) { things_.push_back(&thing); }

 private:
  std::vector<T*> things_;
};

}  // namespace wafpp::base
