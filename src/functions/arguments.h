#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "functions/function.h"

/// What many entries need: reading arguments as Go's `gocty` does, and building results with cty's refinements.
namespace wafpp::functions {

using value::Member;
using value::Number;
using value::Refinement;
using value::TypeKind;

/// A known number as Go's `int`; the error is gocty's wording.
tl::expected<int64_t, std::string> whole_number(const Value& number);
/// A known number as Go's `float64`, rounded; what lies outside of its range is an error.
tl::expected<double, std::string> floating(const Value& number);

/// What is known of any value's length, by cty's `Range`: of known ones the length itself.
struct LengthRange {
  uint64_t min = 0;
  std::optional<uint64_t> max;
};
LengthRange length_range(const Value& collection);
/// The number of elements as cty's `Length` says it: of a set with unknown elements it is not known, since they may turn out to
/// be equal. `collection` is a list, set, map or tuple and may be unknown. Without marks.
Value length_of(const Value& collection);
/// Whether `length_of` is known.
bool has_known_length(const Value& collection);

/// Equal values (of one type, wholly known) have equal hashes; marks and precision of numbers do not count.
uint64_t hash_value(const Value& value);
/// Whether two wholly known values are equal by cty's `Equals`.
bool equal_known(const Value& a, const Value& b);

/// The elements of a wholly known list or set, to be searched by value in constant time.
class KnownElements {
 public:
  explicit KnownElements(Value collection);
  bool contains(const Value& wanted) const;

 private:
  Value collection_;
  std::unordered_multimap<uint64_t, size_t> places_;  // By hash.
};

bool is_sequence(TypeKind kind);  ///< List, set or tuple.

/// Refuses, as a limit of this program, what would be longer than it may be.
tl::expected<void, FunctionError> within_string_limit(uint64_t bytes, const Context& context);
tl::expected<void, FunctionError> within_element_limit(uint64_t elements, const Context& context);

}  // namespace wafpp::functions
