#include "functions/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "value/operations.h"

namespace wafpp::functions {

namespace {

// Go's math.MaxInt: what cty says of a length without an upper bound.
constexpr uint64_t kUnbounded = std::numeric_limits<int64_t>::max();

uint64_t mix(uint64_t seed, uint64_t next) { return seed ^ (next + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2)); }

}  // namespace

tl::expected<int64_t, std::string> whole_number(const Value& number) {
  if (number.is_null()) return tl::unexpected(std::string("null value is not allowed"));
  if (std::optional<int64_t> whole = number.as_number().as_int64()) return *whole;
  return tl::unexpected(fmt::format("value must be a whole number, between {} and {}", std::numeric_limits<int64_t>::min(),
                                    std::numeric_limits<int64_t>::max()));
}

tl::expected<double, std::string> floating(const Value& number) {
  if (number.is_null()) return tl::unexpected(std::string("null value is not allowed"));
  double nearest = number.as_number().as_double();
  // An infinity that was one before is let through.
  if (std::isinf(nearest) && !number.as_number().is_infinite()) {
    return tl::unexpected(fmt::format("value must be between {:f} and {:f} inclusive", -std::numeric_limits<double>::max(),
                                      std::numeric_limits<double>::max()));
  }
  return nearest;
}

LengthRange length_range(const Value& collection) {
  if (collection.is_known()) {
    if (collection.is_null()) return {};
    uint64_t length = collection.length();
    return {has_known_length(collection) ? length : 1, length};
  }
  if (collection.kind() == TypeKind::Tuple) {
    uint64_t length = collection.type().elements().size();
    return {length, length};
  }
  const Refinement* known = collection.refinement();
  if (known == nullptr) return {};
  return {known->min_length.value_or(0), known->max_length};
}

bool has_known_length(const Value& collection) {
  if (collection.kind() == TypeKind::Tuple) return true;
  if (!collection.is_known()) return false;
  return collection.kind() != TypeKind::Set || collection.length() <= 1 || collection.is_wholly_known();
}

Value length_of(const Value& collection) {
  LengthRange range = length_range(collection);
  if (has_known_length(collection)) return Value::integer(static_cast<int64_t>(range.min));
  return Value::unknown(Type::number(), {.not_null = true,
                                         .min = Number::integer(static_cast<int64_t>(range.min)),
                                         .max = Number::integer(static_cast<int64_t>(range.max.value_or(kUnbounded)))});
}

uint64_t hash_value(const Value& value) {
  if (value.is_null()) return 1;
  uint64_t hash = static_cast<uint64_t>(value.kind()) + 2;
  switch (value.kind()) {
    case TypeKind::Dynamic:
      return hash;
    case TypeKind::Bool:
      return mix(hash, value.as_bool() ? 1 : 0);
    // Equal numbers of different precision have one nearest double.
    case TypeKind::Number:
      return mix(hash, std::hash<double>{}(value.as_number().as_double()));
    case TypeKind::String:
      return mix(hash, std::hash<std::string_view>{}(value.as_string()));
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Tuple:
      for (const Value& element : value.elements()) hash = mix(hash, hash_value(element));
      return hash;
    case TypeKind::Map:
    case TypeKind::Object:
      for (const Member& member : value.members()) {
        hash = mix(mix(hash, std::hash<std::string_view>{}(member.name())), hash_value(member.value));
      }
      return hash;
  }
  return hash;
}

bool equal_known(const Value& a, const Value& b) {
  Value equal = value::equals(a, b);
  return equal.is_known() && !equal.is_null() && equal.as_bool();
}

KnownElements::KnownElements(Value collection) : collection_(std::move(collection)) {
  std::span<const Value> elements = collection_.elements();
  for (size_t i = 0; i < elements.size(); ++i) places_.emplace(hash_value(elements[i]), i);
}

bool KnownElements::contains(const Value& wanted) const {
  auto [begin, end] = places_.equal_range(hash_value(wanted));
  return std::any_of(begin, end, [&](const auto& place) { return equal_known(collection_.elements()[place.second], wanted); });
}

bool is_sequence(TypeKind kind) { return kind == TypeKind::List || kind == TypeKind::Set || kind == TypeKind::Tuple; }

tl::expected<void, FunctionError> within_string_limit(uint64_t bytes, const Context& context) {
  if (bytes <= context.max_string) return {};
  return over_limit(fmt::format("the string would have {} bytes; at most {} are allowed", bytes, context.max_string));
}

tl::expected<void, FunctionError> within_element_limit(uint64_t elements, const Context& context) {
  if (elements <= context.max_elements) return {};
  return over_limit(fmt::format("the collection would have {} elements; at most {} are allowed", elements, context.max_elements));
}

}  // namespace wafpp::functions
