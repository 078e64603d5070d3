#pragma once

// The blocks behind values, for the value*.cpp files alone.

#include <atomic>

#include "value/big_number.h"
#include "value/counted.h"
#include "value/value.h"

namespace wafpp::value {

/// A string; its bytes follow.
struct Value::Text : Counted {
  uint32_t size = 0;
  char* bytes() { return reinterpret_cast<char*>(this + 1); }
  const char* bytes() const { return reinterpret_cast<const char*>(this + 1); }
};

/// An unknown with what is known of it.
struct Value::Refined : Counted {
  wafpp::value::Type type;
  Refinement refinement;
};

/// A list, set, tuple (values follow), map or object (members follow). What is asked of the whole inside is computed when the block
/// is built, so that the questions cost nothing however large the value is.
struct Value::Container : Counted {
  uint32_t size = 0;
  uint32_t weight = 1;
  uint16_t depth = 1;
  uint8_t marks = 0;         ///< Of all that is inside.
  bool members : 1 = false;  ///< Whether members follow, not values.
  bool wholly_known : 1 = true;
  bool has_steps : 1 = false;  ///< Whether anything inside has more origin than a place.
  /// The type; null until somebody asks a tuple or object. Of a block that is being freed: the next one to free.
  mutable std::atomic<const void*> type{nullptr};

  Value* values() { return reinterpret_cast<Value*>(this + 1); }
  const Value* values() const { return reinterpret_cast<const Value*>(this + 1); }
  Member* member_values() { return reinterpret_cast<Member*>(this + 1); }
  const Member* member_values() const { return reinterpret_cast<const Member*>(this + 1); }
};

}  // namespace wafpp::value
