#pragma once

#include "value/convert.h"

// What the files of conversion share; not for others.

namespace wafpp::value {

/// cty's `getConversion(in, out, ...) != nil`, which is asked of types that differ: equal ones need no conversion, and primitive ones
/// have none to themselves.
bool has_conversion(Type in, Type out, Safety safety);

/// The element type that a conversion of a tuple to a list or set, or of an object to a map, converts to: the one wanted, or, if any
/// is wanted, the one all elements unify to. Nullopt: there is no conversion.
std::optional<Type> element_target(Type in, Type out, Safety safety);

/// cty's `dynamicReplace`: `out` with what is `Dynamic` in it replaced from `in`.
Type replace_dynamic(Type in, Type out);

/// The different ones of `types`, in order of appearance.
std::vector<Type> distinct(std::span<const Type> types);

}  // namespace wafpp::value
