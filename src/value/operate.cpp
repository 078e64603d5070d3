#include "base/check.h"
#include "value/convert.h"
#include "value/operations.h"

// The operators (hclsyntax/expression_ops.go, which calls cty's functions for them).

namespace wafpp::value {

namespace {

using Outcome = tl::expected<Value, std::string>;

tl::unexpected<std::string> refuse(std::string message) { return tl::unexpected<std::string>(std::move(message)); }

Type operand_type(Operator op) {
  switch (op) {
    case Operator::Equal:
    case Operator::NotEqual:
      return {};
    case Operator::And:
    case Operator::Or:
      return Type::boolean();
    case Operator::Add:
    case Operator::Subtract:
    case Operator::Multiply:
    case Operator::Divide:
    case Operator::Modulo:
    case Operator::Less:
    case Operator::LessOrEqual:
    case Operator::Greater:
    case Operator::GreaterOrEqual:
      return Type::number();
  }
  return {};
}

/// The operand as the operator takes it.
Outcome operand(const Value& value, Type type, const char* side) {
  auto converted = convert(value, type);
  if (!converted) return refuse(std::string("Unsuitable value for ") + side + " operand: " + converted.error().message + ".");
  return *std::move(converted);
}

Outcome refuse_null() { return refuse("Error during operation: argument must not be null."); }

Value number_or_bool(Operator op, const Value& a, const Value& b, std::string& error) {
  if (op == Operator::And) return Value::boolean(a.as_bool() && b.as_bool());
  if (op == Operator::Or) return Value::boolean(a.as_bool() || b.as_bool());
  Number left = a.as_number();
  Number right = b.as_number();
  std::optional<Number> result;
  const char* no_such = "";
  switch (op) {
    case Operator::Add:
      result = Number::add(left, right);
      no_such = "can't compute sum of opposing infinities";
      break;
    case Operator::Subtract:
      result = Number::subtract(left, right);
      no_such = "can't subtract infinity from itself";
      break;
    case Operator::Multiply:
      result = Number::multiply(left, right);
      no_such = "can't multiply zero by infinity";
      break;
    case Operator::Divide:
      result = Number::divide(left, right);
      no_such = "can't divide zero by zero or infinity by infinity";
      break;
    default:
      WAFPP_CHECK(op == Operator::Modulo, "no arithmetic operator");
      result = Number::modulo(left, right);
      no_such = "can't use modulo with zero and infinity";
  }
  if (result) return Value::number(*std::move(result));
  bool limit = !left.is_infinite() && !right.is_infinite() && !(left.is_zero() && right.is_zero());
  error = std::string("Error during operation: ") + (limit ? "the result has too many digits" : no_such) + ".";
  return {};
}

struct Range {
  std::optional<Number> min;
  std::optional<Number> max;
};

Range range_of(const Value& value) {
  if (value.has_content()) return {value.as_number(), value.as_number()};
  const Refinement* known = value.refinement();
  return known == nullptr ? Range{} : Range{known->min, known->max};
}

/// `a < b` where at least one is unknown: decided by what is known of them, bounds taken as exclusive, as in cty.
std::optional<bool> less(const Range& a, const Range& b) {
  if (a.max && b.min && Number::compare(*a.max, *b.min) < 0) return true;
  if (a.min && b.max && Number::compare(*a.min, *b.max) > 0) return false;
  return std::nullopt;
}

std::optional<bool> compare_unknown(Operator op, const Value& a, const Value& b) {
  bool swapped = op == Operator::Greater || op == Operator::GreaterOrEqual;
  auto strictly = swapped ? less(range_of(b), range_of(a)) : less(range_of(a), range_of(b));
  if (op == Operator::Less || op == Operator::Greater || strictly == true) return strictly;
  // Less, or equal: cty's `Or`, for which a known false on one side alone decides nothing, but two do.
  Value equal = equals(a.unmark(), b.unmark());
  if (equal.is_known() && equal.as_bool()) return true;
  if (strictly == false && equal.is_known()) return false;
  return std::nullopt;
}

bool compare_known(Operator op, const Value& a, const Value& b) {
  Number left = a.as_number();
  Number right = b.as_number();
  int order = Number::compare(left, right);
  switch (op) {
    case Operator::Less:
      return order < 0;
    case Operator::Greater:
      return order > 0;
    case Operator::LessOrEqual:
      return order < 0 || Number::equals(left, right);
    default:
      return order > 0 || Number::equals(left, right);
  }
}

bool is_comparison(Operator op) {
  return op == Operator::Less || op == Operator::LessOrEqual || op == Operator::Greater || op == Operator::GreaterOrEqual;
}

Value derived(Value result, const Value& a, const Value& b) {
  return std::move(result).with_marks(static_cast<uint8_t>(a.marks() | b.marks())).with_origin(Origin::combined(a.origin(), b.origin()));
}

}  // namespace

Outcome operate(Operator op, const Value& a, const Value& b) {
  if (op == Operator::Equal) return equals(a, b);
  if (op == Operator::NotEqual) {
    Value equal = equals(a, b);
    if (!equal.is_known()) return equal;
    return Value::boolean(!equal.as_bool()).with_marks(equal.marks()).with_origin(equal.origin());
  }
  Type type = operand_type(op);
  auto left = operand(a, type, "left");
  if (!left) return left;
  auto right = operand(b, type, "right");
  if (!right) return right;
  if (left->is_null() || right->is_null()) return refuse_null();
  bool known = left->is_known() && right->is_known();
  if (is_comparison(op)) {
    auto answer = known ? compare_known(op, *left, *right) : compare_unknown(op, *left, *right);
    return derived(answer ? Value::boolean(*answer) : Value::unknown_not_null(Type::boolean()), *left, *right);
  }
  if (!known) {
    Value unknown = derived(Value::unknown_not_null(type), *left, *right);
    // cty loses the marks of logical operands when one is not known.
    return type == Type::boolean() ? std::move(unknown).with_marks(kNoMark) : unknown;
  }
  std::string error;
  Value result = number_or_bool(op, *left, *right, error);
  if (!error.empty()) return refuse(std::move(error));
  return derived(std::move(result), *left, *right);
}

Outcome negate(const Value& a) {
  auto value = operand(a, Type::number(), "unary");
  if (!value) return value;
  if (value->is_null()) return refuse_null();
  // Here too cty loses the marks of what is not known.
  if (!value->is_known()) return Value::unknown_not_null(Type::number()).with_origin(value->origin());
  return Value::number(value->as_number().negate()).with_marks(value->marks()).with_origin(value->origin());
}

Outcome logical_not(const Value& a) {
  auto value = operand(a, Type::boolean(), "unary");
  if (!value) return value;
  if (value->is_null()) return refuse_null();
  if (!value->is_known()) return Value::unknown_not_null(Type::boolean()).with_origin(value->origin());
  return Value::boolean(!value->as_bool()).with_marks(value->marks()).with_origin(value->origin());
}

}  // namespace wafpp::value
