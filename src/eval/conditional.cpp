#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "eval/evaluation.h"

namespace wafpp::eval {

using value::Number;
using value::Refinement;

namespace {

constexpr diag::Kind kInvalidCondition = {.name = "invalid-condition", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kDifferentTypes = {.name = "different-branch-types", .level = diag::Level::Error, .of_values = true};

/// What a value of either branch may be, where nobody knows which it is: the union of cty's ranges.
struct NumberRange {
  std::optional<Number> min;
  std::optional<Number> max;
  bool min_inclusive = true;
  bool max_inclusive = true;
};
NumberRange number_range(const Value& value) {
  if (value.has_content()) return {value.as_number(), value.as_number()};
  const Refinement* known = value.refinement();
  return known == nullptr ? NumberRange{} : NumberRange{known->min, known->max, known->min_inclusive, known->max_inclusive};
}

Refinement either_number(const Value& a, const Value& b) {
  NumberRange left = number_range(a);
  NumberRange right = number_range(b);
  Refinement result;
  if (left.min && right.min) {
    int order = Number::compare(*left.min, *right.min);
    result.min = order <= 0 ? left.min : right.min;
    result.min_inclusive = order < 0 ? left.min_inclusive : order > 0 ? right.min_inclusive : left.min_inclusive || right.min_inclusive;
  }
  if (left.max && right.max) {
    int order = Number::compare(*left.max, *right.max);
    result.max = order >= 0 ? left.max : right.max;
    result.max_inclusive = order > 0 ? left.max_inclusive : order < 0 ? right.max_inclusive : left.max_inclusive || right.max_inclusive;
  }
  return result;
}

struct LengthRange {
  uint64_t min = 0;
  std::optional<uint64_t> max;
};
LengthRange length_range(const Value& value) {
  if (value.has_content()) {
    uint64_t length = value.length();
    // Unknown elements of a set may turn out to be equal: cty then says nothing.
    bool is_exact = value.kind() != TypeKind::Set || length <= 1 || value.is_wholly_known();
    return is_exact ? LengthRange{length, length} : LengthRange{};
  }
  const Refinement* known = value.refinement();
  return known == nullptr ? LengthRange{} : LengthRange{known->min_length.value_or(0), known->max_length};
}

Refinement either_length(const Value& a, const Value& b) {
  LengthRange left = length_range(a);
  LengthRange right = length_range(b);
  Refinement result;
  result.min_length = std::min(left.min, right.min);
  if (left.max && right.max) result.max_length = std::max(*left.max, *right.max);
  return result;
}

bool is_plain_null(const Value& value) { return value.kind() == TypeKind::Dynamic && value.is_null() && value.marks() == 0; }

/// The type that both branches are converted to; nullopt where there is none.
std::optional<Type> common_type(const Value& then, const Value& otherwise) {
  if (then.kind() == otherwise.kind() && then.kind() <= TypeKind::String) return then.type();
  if (is_plain_null(then)) return otherwise.type();
  if (is_plain_null(otherwise)) return then.type();
  if (then.kind() == TypeKind::Dynamic || otherwise.kind() == TypeKind::Dynamic) return Type::dynamic();
  Type left = then.type();
  Type right = otherwise.type();
  if (left == right) return left;
  return value::unify(std::array<Type, 2>{left, right}, value::Safety::Unsafe);
}

/// With strings for what has no type here, and has one for Terraform: most attributes of resources are strings.
Type with_strings(Type type) {
  switch (type.kind()) {
    case TypeKind::Dynamic:
      return Type::string();
    case TypeKind::Bool:
    case TypeKind::Number:
    case TypeKind::String:
      return type;
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Map:
      return Type::collection(type.kind(), with_strings(type.element()));
    case TypeKind::Tuple: {
      std::vector<Type> elements;
      for (Type element : type.elements()) elements.push_back(with_strings(element));
      return Type::tuple(elements);
    }
    case TypeKind::Object: {
      std::vector<value::TypeField> fields(type.fields().begin(), type.fields().end());
      for (value::TypeField& field : fields) field.type = with_strings(field.type);
      return Type::object(std::move(fields));
    }
  }
  return type;
}

/// The same for branches with parts of which not even the type is known here: no error of Terraform's can be seen then.
Type guessed_type(const Value& then, const Value& otherwise) {
  std::optional<Type> guess =
      value::unify(std::array<Type, 2>{with_strings(then.type()), with_strings(otherwise.type())}, value::Safety::Unsafe);
  bool fits = guess && value::convert(then, *guess) && value::convert(otherwise, *guess);
  return fits ? *guess : Type::dynamic();
}

/// Something inside is not known, not even its type.
bool has_open_part(const Value& value) {
  if (!value.is_known()) return !value.type().is_wholly_known();
  if (value.is_null() || value.type().is_wholly_known()) return false;
  bool is_mapping = value.kind() == TypeKind::Object || value.kind() == TypeKind::Map;
  if (is_mapping)
    return std::any_of(value.members().begin(), value.members().end(), [](const value::Member& m) { return has_open_part(m.value); });
  return std::any_of(value.elements().begin(), value.elements().end(), has_open_part);
}

/// Where two object types part: the first attribute that one of them has not, or has of another type.
std::string difference(Type left, Type right) {
  if (left.kind() == TypeKind::Object && right.kind() == TypeKind::Object) {
    for (const value::TypeField& field : left.fields()) {
      const value::TypeField* other = right.field(field.name);
      if (other == nullptr) return fmt::format("the attribute `{}` is in the first branch only", field.name);
      if (!(field.type == other->type))
        return fmt::format("the attribute `{}` is {} and {}", field.name, field.type.constraint(), other->type.constraint());
    }
    for (const value::TypeField& field : right.fields()) {
      if (left.field(field.name) == nullptr) return fmt::format("the attribute `{}` is in the second branch only", field.name);
    }
  }
  if (left.kind() == TypeKind::Tuple && right.kind() == TypeKind::Tuple && left.elements().size() != right.elements().size()) {
    return fmt::format("one has {} elements, the other {}", left.elements().size(), right.elements().size());
  }
  return fmt::format("one is {}, the other {}", left.constraint(), right.constraint());
}

}  // namespace

Value Evaluation::conditional(const hcl::ConditionalExpr& expr) {
  // Both branches are evaluated, since the type of each makes the result's. What is wrong in the one not taken is nobody's concern.
  Capture then_capture(evaluator);
  Value then = evaluate(*expr.then);
  then_capture.stop();
  Capture otherwise_capture(evaluator);
  Value otherwise = evaluate(*expr.otherwise);
  otherwise_capture.stop();

  if (!pay_walk(then, expr.then->place) || !pay_walk(otherwise, expr.otherwise->place)) return stopped(expr.place, "evaluation steps");
  std::optional<Type> type = common_type(then, otherwise);
  bool is_open = has_open_part(then) || has_open_part(otherwise);
  bool is_met = type && (!is_open || type->is_dynamic() || (value::convert(then, *type) && value::convert(otherwise, *type)));
  if (!is_met && is_open) type = guessed_type(then, otherwise);
  if (!type) {
    return fail(kDifferentTypes, {expr.then->place.source, expr.then->place.begin, expr.otherwise->place.end},
                fmt::format("the two branches have no common type: {}", difference(then.type(), otherwise.type())));
  }

  Value condition = evaluate(*expr.condition);
  if (condition.is_null() && !lenient()) {
    return fail(kInvalidCondition, expr.condition->place, "this condition is null", *type, "test for null before");
  }
  uint8_t marks = static_cast<uint8_t>(condition.marks() | then.marks() | otherwise.marks());
  if (!condition.is_known()) {
    Origins origins;
    origins.add(condition.origin());
    origins.add_deep(then);
    origins.add_deep(otherwise);
    Value result = either(then.unmark(), otherwise.unmark(), *type);
    return std::move(result).with_marks(marks).with_origin(std::move(origins).united(written(expr)));
  }
  auto decided = to_bool(condition);
  if (!decided) {
    return fail(kInvalidCondition, expr.condition->place,
                fmt::format("this condition is no bool: {}", in_our_words(decided.error().text())), *type);
  }

  bool takes_then = decided->as_bool();
  Value& taken = takes_then ? then : otherwise;
  sink().take_all(std::move(takes_then ? then_capture.sink : otherwise_capture.sink));
  bool is_converted = type->is_dynamic() || (taken.kind() == type->kind() && (type->is_primitive() || taken.type() == *type));
  if (!is_converted) {
    if (!pay_elements(taken.weight() - 1, expr.place)) return stopped(expr.place, "elements built", *type);
    auto converted = value::convert(taken, *type);
    if (!converted) {
      const hcl::Expr& branch = takes_then ? *expr.then : *expr.otherwise;
      return fail(kDifferentTypes, branch.place,
                  fmt::format("this branch cannot be {}, the type of both: {}", type->constraint(), in_our_words(converted.error().text())),
                  *type)
          .with_marks(marks);
    }
    taken = std::move(*converted);
  }
  return std::move(taken).with_marks(marks);
}

Value Evaluation::either(const Value& then, const Value& otherwise, Type type) {
  if (then.is_null() && otherwise.is_null()) return Value::null(type);
  bool not_null = then.is_never_null() && otherwise.is_never_null();
  Refinement known;
  if (then.kind() == TypeKind::Number && otherwise.kind() == TypeKind::Number) {
    known = either_number(then, otherwise);
  } else if (then.type().is_collection() && then.type() == otherwise.type()) {
    known = either_length(then, otherwise);
  }
  known.not_null = not_null;
  return type.is_dynamic() ? Value::unknown() : Value::unknown(type, std::move(known));
}

}  // namespace wafpp::eval
