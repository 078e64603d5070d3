#pragma once

#include <utility>

namespace wafpp::base {

/// Holds `value` until the process ends, and does not destroy it then: what is made of very many small parts takes long to take apart, and
/// the system takes the memory back at once. One value of each type.
template <typename T>
T& keep(T value) {
  static T* kept = nullptr;  // In reach, so that no leak checker minds.
  kept = new T(std::move(value));
  return *kept;
}

}  // namespace wafpp::base
