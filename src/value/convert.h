#pragma once

#include <span>
#include <string>

#include "base/result.h"
#include "value/value.h"

namespace wafpp::value {

/// Why a conversion is not possible, as cty says it, with the path inside the value: `.a[0]: a number is required`.
struct ConversionError {
  std::string path;
  std::string message;
  std::string text() const { return path.empty() ? message : path + ": " + message; }
};

/// `value` as `type` by cty's conversion rules (cty/convert), keeping marks, origin, unknown and refinements. `type` may hold
/// `Dynamic` (stays what it is) and optional attributes (left out ones become null; extra ones are dropped).
tl::expected<Value, ConversionError> convert(const Value& value, Type type);
/// Whether a conversion may succeed by types alone.
bool may_convert(Type from, Type to);
/// The single type to which values of all these convert (cty's `Unify`), or `nullopt`.
std::optional<Type> unify(std::span<const Type> types);

/// A type constraint with defaults for its optional attributes (typeexpr's `Defaults`): what a variable's `type` says.
struct Defaults;
struct TypeConstraint {
  Type type;
  std::shared_ptr<const Defaults> defaults;  ///< Null when there are none.
};
struct Defaults {
  std::vector<std::pair<std::string, Value>> values;  ///< Of this object's optional attributes.
  /// Of what is inside, by attribute name; for collections under "".
  std::vector<std::pair<std::string, std::shared_ptr<const Defaults>>> children;
};
/// Fills in defaults, before conversion, as Terraform does.
Value apply_defaults(const Value& value, const TypeConstraint& constraint);

}  // namespace wafpp::value
