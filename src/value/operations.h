#pragma once

#include "base/result.h"
#include "value/value.h"

/// What operators and indexing do, by cty's rules: marks are united, origins combined, unknown operands give unknown results
/// with the refinements cty gives, and known ones decide where cty lets them (`false && unknown` is Terraform's unknown;
/// three-valued logic is the controls').
namespace wafpp::value {

/// cty's `Equals`: known, or unknown where parts are.
Value equals(const Value& a, const Value& b);
/// Total order of cty's set iteration; for values of one type.
int compare_for_set(const Value& a, const Value& b);
/// cty's order of strings: by bytes.

enum class IndexProblem : uint8_t { None, NotIndexable, WrongKeyType, NoSuchElement, NullValue, NullKey, UnsupportedAttribute };
struct Indexed {
  Value value;
  IndexProblem problem = IndexProblem::None;
  std::string message;  ///< As Terraform's detail, when there is a problem.
};
/// `value[key]`, with `key` converted as HCL does.
Indexed index(const Value& value, const Value& key);
/// `value.name` on an object or map.
Indexed attribute(const Value& value, std::string_view name);

}  // namespace wafpp::value
