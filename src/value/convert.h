#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "value/value.h"

/// Conversion between types, by cty's rules (cty/convert). Safe conversions never fail once the types allow them (number to string,
/// tuple to list); unsafe ones may, by the value (string to number, map to object).
namespace wafpp::value {

/// Why a conversion is not possible, as cty says it, with the path inside the value: `.a[0]: a number is required`.
struct ConversionError {
  std::string path;
  std::string message;
  std::string text() const { return path.empty() ? message : path + ": " + message; }
};

enum class Safety : uint8_t { Safe, Unsafe };

/// `value` as `type` by cty's `Convert`, keeping marks, origin, unknown and refinements. `type` may hold `Dynamic` (stays what it
/// is) and optional attributes (left out ones become null; extra ones are dropped).
tl::expected<Value, ConversionError> convert(const Value& value, Type type);
/// Whether a conversion may succeed by types alone; true of equal types.
bool may_convert(Type from, Type to, Safety safety = Safety::Unsafe);
/// Why `from` is not convertible to `to`, as cty words it (`MismatchMessage`); for types that are not.
std::string mismatch(Type from, Type to);
/// Whether a value of type `type` fits the constraint `wanted`, which may hold `Dynamic` (cty's `TestConformance`).
bool conforms(Type type, Type wanted);

/// The single type to which values of all these convert (cty's `Unify` and `UnifyUnsafe`), or `nullopt`; also of no types at all.
std::optional<Type> unify(std::span<const Type> types, Safety safety = Safety::Safe);
/// `value` as the type that `unify` gave for types of which the value's was one. As `convert`, with cty's peculiarity: where
/// `Dynamic` is the answer for a mixture of a list, set, map, object or tuple with `Dynamic`, the result is unknown.
/// `types` are those given to `unify`.
tl::expected<Value, ConversionError> convert_unified(const Value& value, std::span<const Type> types, Type unified);

/// A type constraint with defaults for its optional attributes (typeexpr's `Defaults`): what a variable's `type` says.
struct Defaults;
struct TypeConstraint {
  Type type;
  std::shared_ptr<const Defaults> defaults;  ///< Null when there are none.
};
struct Defaults {
  std::vector<std::pair<std::string, Value>> values;  ///< Of this object's optional attributes.
  /// Of what is inside: by attribute name for objects, by index ("0") for tuples, under "" for collections.
  std::vector<std::pair<std::string, std::shared_ptr<const Defaults>>> children;
};
/// Fills in defaults, before conversion, as Terraform does. The result may still need conversion to `constraint.type`.
Value apply_defaults(const Value& value, const TypeConstraint& constraint);

}  // namespace wafpp::value
