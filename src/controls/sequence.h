#pragma once

#include "value/value.h"

namespace wafpp::controls {

/// A known list, set or tuple.
inline bool is_sequence(const value::Value& value) {
  return value.has_content() &&
         (value.kind() == value::TypeKind::List || value.kind() == value::TypeKind::Set || value.kind() == value::TypeKind::Tuple);
}

}  // namespace wafpp::controls
