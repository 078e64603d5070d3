#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "value/value.h"

/// What operators and indexing do, by cty's rules: marks are united, origins combined, unknown operands give unknown results
/// with the refinements cty gives, and known ones decide where cty lets them (`false && unknown` is Terraform's unknown;
/// three-valued logic is the controls').
namespace wafpp::value {

/// cty's `Equals`: known, or unknown where parts are. Never null, never an error.
Value equals(const Value& a, const Value& b);
/// The answer alone, without marks and provenance; nullopt where it is not known.
std::optional<bool> is_equal(const Value& a, const Value& b);
/// Total order of cty's set iteration (-1, 0, 1); for values of one type.
int compare_for_set(const Value& a, const Value& b);

enum class Operator : uint8_t {
  Add,
  Subtract,
  Multiply,
  Divide,
  Modulo,
  Less,
  LessOrEqual,
  Greater,
  GreaterOrEqual,
  Equal,
  NotEqual,
  And,
  Or,
};
/// `a op b` as HCL's binary operators: operands are converted to what the operator takes (`"5" + 1` is 6). The error is Terraform's
/// detail: `Unsuitable value for left operand: a number is required.`
tl::expected<Value, std::string> operate(Operator op, const Value& a, const Value& b);
/// `-a`.
tl::expected<Value, std::string> negate(const Value& a);
/// `!a`.
tl::expected<Value, std::string> logical_not(const Value& a);

enum class IndexProblem : uint8_t { None, NotIndexable, WrongKeyType, NoSuchElement, NullValue, NullKey, UnsupportedAttribute };
struct Indexed {
  Value value;  ///< Unknown when there is a problem. Its origin: the element's own, or else the collection's.
  IndexProblem problem = IndexProblem::None;
  std::string_view summary;  ///< Terraform's headline, when there is a problem: `Invalid index`.
  std::string message;       ///< As Terraform's detail, when there is a problem.
};
/// `value[key]`, with `key` converted as HCL does.
Indexed index(const Value& value, const Value& key);
/// `value.name` on an object or map.
Indexed attribute(const Value& value, std::string_view name);

}  // namespace wafpp::value
