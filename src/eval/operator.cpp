#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "eval/evaluation.h"

// Operators are functions in hclsyntax: operands are converted, null is refused, and most answer unknown with unknown.

namespace wafpp::eval {

using value::Number;

namespace {

constexpr diag::Kind kInvalidOperand = {.name = "invalid-operand", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kNoSuchNumber = {.name = "no-such-number", .level = diag::Level::Error, .of_values = true};

std::string_view symbol(hcl::BinaryOp op) {
  switch (op) {
    case hcl::BinaryOp::Add:
      return "+";
    case hcl::BinaryOp::Subtract:
      return "-";
    case hcl::BinaryOp::Multiply:
      return "*";
    case hcl::BinaryOp::Divide:
      return "/";
    case hcl::BinaryOp::Modulo:
      return "%";
    case hcl::BinaryOp::Equal:
      return "==";
    case hcl::BinaryOp::NotEqual:
      return "!=";
    case hcl::BinaryOp::Less:
      return "<";
    case hcl::BinaryOp::LessEqual:
      return "<=";
    case hcl::BinaryOp::Greater:
      return ">";
    case hcl::BinaryOp::GreaterEqual:
      return ">=";
    case hcl::BinaryOp::And:
      return "&&";
    case hcl::BinaryOp::Or:
      return "||";
  }
  return "";
}

std::optional<Number> calculate(hcl::BinaryOp op, const Number& a, const Number& b) {
  switch (op) {
    case hcl::BinaryOp::Add:
      return Number::add(a, b);
    case hcl::BinaryOp::Subtract:
      return Number::subtract(a, b);
    case hcl::BinaryOp::Multiply:
      return Number::multiply(a, b);
    case hcl::BinaryOp::Divide:
      return Number::divide(a, b);
    case hcl::BinaryOp::Modulo:
      return Number::modulo(a, b);
    case hcl::BinaryOp::Equal:
    case hcl::BinaryOp::NotEqual:
    case hcl::BinaryOp::Less:
    case hcl::BinaryOp::LessEqual:
    case hcl::BinaryOp::Greater:
    case hcl::BinaryOp::GreaterEqual:
    case hcl::BinaryOp::And:
    case hcl::BinaryOp::Or:
      break;
  }
  return std::nullopt;
}

/// The range of a number, known or not; an empty bound is infinite.
struct Range {
  std::optional<Number> min;
  std::optional<Number> max;
};
Range range_of(const Value& value) {
  if (value.has_content()) return {value.as_number(), value.as_number()};
  const value::Refinement* known = value.refinement();
  return known == nullptr ? Range{} : Range{known->min, known->max};
}

/// `a < b` where it is decided by what is known of their ranges (cty's `LessThan`, which takes all bounds as excluded).
std::optional<bool> is_less(const Value& a, const Value& b) {
  if (a.is_known() && b.is_known()) return Number::compare(a.as_number(), b.as_number()) < 0;
  Range left = range_of(a);
  Range right = range_of(b);
  if (left.max && right.min && Number::compare(*left.max, *right.min) < 0) return true;
  if (left.min && right.max && Number::compare(*left.min, *right.max) > 0) return false;
  return std::nullopt;
}

/// cty's `LessThan` or `Equals`, joined by its `Or`.
std::optional<bool> is_less_or_equal(const Value& a, const Value& b) {
  if (a.is_known() && b.is_known()) {
    return Number::compare(a.as_number(), b.as_number()) < 0 || Number::equals(a.as_number(), b.as_number());
  }
  std::optional<bool> less = is_less(a, b);
  std::optional<bool> equal = value::is_equal(a, b);
  if ((less && *less) || (equal && *equal)) return true;
  if (less && equal) return false;
  return std::nullopt;
}

std::optional<bool> compare(hcl::BinaryOp op, const Value& a, const Value& b) {
  switch (op) {
    case hcl::BinaryOp::Less:
      return is_less(a, b);
    case hcl::BinaryOp::Greater:
      return is_less(b, a);
    case hcl::BinaryOp::LessEqual:
      return is_less_or_equal(a, b);
    case hcl::BinaryOp::GreaterEqual:
      return is_less_or_equal(b, a);
    case hcl::BinaryOp::Add:
    case hcl::BinaryOp::Subtract:
    case hcl::BinaryOp::Multiply:
    case hcl::BinaryOp::Divide:
    case hcl::BinaryOp::Modulo:
    case hcl::BinaryOp::Equal:
    case hcl::BinaryOp::NotEqual:
    case hcl::BinaryOp::And:
    case hcl::BinaryOp::Or:
      break;
  }
  return std::nullopt;
}

uint8_t marks_of(const Value& a, const Value& b) { return static_cast<uint8_t>(a.marks() | b.marks()); }

Origin origin_of(const Value& a, const Value& b, const Origin& otherwise) {
  // The common case first: at most one operand has something to say.
  if (a.origin().step() == nullptr) return b.origin().step() == nullptr ? otherwise : b.origin();
  if (b.origin().step() == nullptr) return a.origin();
  return Origin::combined(a.origin(), b.origin());
}

/// `value` as number; no copy is made of one that is.
bool make_number(Value& value, std::string& problem) {
  if (value.kind() == TypeKind::Number) return true;
  auto converted = value::convert(value, Type::number());
  if (!converted) {
    problem = in_our_words(converted.error().text());
    return false;
  }
  value = std::move(*converted);
  return true;
}

}  // namespace

Value Evaluation::binary(const hcl::BinaryExpr& expr) {
  switch (expr.op) {
    case hcl::BinaryOp::Add:
    case hcl::BinaryOp::Subtract:
    case hcl::BinaryOp::Multiply:
    case hcl::BinaryOp::Divide:
    case hcl::BinaryOp::Modulo:
      return arithmetic(expr);
    case hcl::BinaryOp::Equal:
    case hcl::BinaryOp::NotEqual:
      return equality(expr);
    case hcl::BinaryOp::Less:
    case hcl::BinaryOp::LessEqual:
    case hcl::BinaryOp::Greater:
    case hcl::BinaryOp::GreaterEqual:
      return comparison(expr);
    case hcl::BinaryOp::And:
    case hcl::BinaryOp::Or:
      return logical(expr);
  }
  return {};
}

bool Evaluation::number_operands(const hcl::BinaryExpr& expr, Value& left, Value& right, NullOperand null) {
  size_t errors = sink().error_count();
  left = evaluate(*expr.left);
  right = evaluate(*expr.right);
  std::string problem;
  if (!make_number(left, problem)) {
    (void)fail(kInvalidOperand, expr.left->place, fmt::format("the left operand of `{}` is no number: {}", symbol(expr.op), problem));
  }
  if (!make_number(right, problem)) {
    (void)fail(kInvalidOperand, expr.right->place, fmt::format("the right operand of `{}` is no number: {}", symbol(expr.op), problem));
  }
  if (sink().error_count() != errors) return false;
  if (null == NullOperand::Allow || (!left.is_null() && !right.is_null())) return true;
  (void)refuse_null(expr, left.is_null() ? *expr.left : *expr.right);
  return false;
}

Value Evaluation::refuse_null(const hcl::BinaryExpr& expr, const hcl::Expr& operand) {
  return fail(kInvalidOperand, operand.place, fmt::format("this operand of `{}` is null", symbol(expr.op)), {},
              "test for null before, or use `coalesce`");
}

Value Evaluation::arithmetic(const hcl::BinaryExpr& expr) {
  Value left;
  Value right;
  if (!number_operands(expr, left, right, NullOperand::Refuse)) return failed_by_report(expr.place, "an operand is wrong", Type::number());
  uint8_t marks = marks_of(left, right);
  Origin origin = origin_of(left, right, written(expr));
  if (!left.is_known() || !right.is_known())
    return Value::unknown_not_null(Type::number()).with_marks(marks).with_origin(std::move(origin));
  std::optional<Number> result = calculate(expr.op, left.as_number(), right.as_number());
  if (!result) {
    return fail(kNoSuchNumber, expr.place, fmt::format("`{}` of these operands is no number, or one with too many digits", symbol(expr.op)),
                Type::number());
  }
  return Value::number(std::move(*result)).with_marks(marks).with_origin(std::move(origin));
}

Value Evaluation::comparison(const hcl::BinaryExpr& expr) {
  Value left;
  Value right;
  NullOperand null = lenient() ? NullOperand::Allow : NullOperand::Refuse;
  if (!number_operands(expr, left, right, null)) return failed_by_report(expr.place, "an operand is wrong", Type::boolean());
  Origin origin = origin_of(left, right, written(expr));
  if (left.is_null() || right.is_null()) return Value::boolean(false).with_marks(marks_of(left, right)).with_origin(std::move(origin));
  std::optional<bool> result = compare(expr.op, left, right);
  Value answer = result ? Value::boolean(*result) : Value::unknown_not_null(Type::boolean());
  return std::move(answer).with_marks(marks_of(left, right)).with_origin(std::move(origin));
}

Value Evaluation::equality(const hcl::BinaryExpr& expr) {
  size_t errors = sink().error_count();
  Value left = evaluate(*expr.left);
  Value right = evaluate(*expr.right);
  if (sink().error_count() != errors) return failed_by_report(expr.place, "an operand is wrong", Type::boolean());
  if (!pay_walk(left, expr.place) || !pay_walk(right, expr.place)) return stopped(expr.place, "evaluation steps", Type::boolean());
  std::optional<bool> equal = value::is_equal(left, right);
  uint8_t marks = static_cast<uint8_t>(left.deep_marks() | right.deep_marks());
  if (equal) {
    bool result = *equal == (expr.op == hcl::BinaryOp::Equal);
    return Value::boolean(result).with_marks(marks).with_origin(origin_of(left, right, written(expr)));
  }
  Origins origins;
  origins.add_deep(left);
  origins.add_deep(right);
  return Value::unknown_not_null(Type::boolean()).with_marks(marks).with_origin(std::move(origins).united(written(expr)));
}

bool Evaluation::is_missing_input(const Value& unknown) {
  auto is_other = [](const value::OriginStep& step) {
    return step.kind == value::OriginStep::Kind::Cause && step.cause != value::CauseKind::UnsetVariable &&
           step.cause != value::CauseKind::MissingModule && step.cause != value::CauseKind::DataSource;
  };
  return value::first_cause(unknown.origin()) != nullptr && value::find_step(unknown.origin(), is_other) == nullptr;
}

std::optional<Value> Evaluation::short_circuit(const hcl::BinaryExpr& expr, std::optional<Value>& left, std::optional<Value>& right) {
  // As with a conditional's branch that is not taken, what is wrong with the other operand is nobody's concern.
  auto take = [&](const hcl::Expr& of, std::optional<Value>& to) {
    Capture capture(evaluator);
    to = evaluate(of);
    capture.stop();
    return std::move(capture.sink);
  };
  diag::Sink of_left = take(*expr.left, left);
  diag::Sink of_right = take(*expr.right, right);
  auto l = to_bool(*left);
  auto r = to_bool(*right);
  if (l && r) {
    bool decisive = expr.op == hcl::BinaryOp::Or;
    auto answer = [&](diag::Sink& by, Value value, Origin origin) {
      sink().take_all(std::move(by));
      return std::move(value).with_marks(marks_of(*l, *r)).with_origin(std::move(origin));
    };
    auto is = [](const Value& value, bool wanted) { return value.has_content() && value.as_bool() == wanted; };
    auto open = [] { return Value::unknown_not_null(Type::boolean()); };
    if (is(*l, decisive)) return answer(of_left, Value::boolean(decisive), l->origin());
    if (is(*r, decisive)) return answer(of_right, Value::boolean(decisive), r->origin());
    if (!l->is_known() && is(*r, !decisive)) return answer(of_left, open(), l->origin());
    if (!r->is_known() && is(*l, !decisive)) return answer(of_right, open(), r->origin());
    if (!l->is_known() && !r->is_known() && !of_left.has_errors()) return answer(of_left, open(), origin_of(*l, *r, written(expr)));
  }
  sink().take_all(std::move(of_left));
  sink().take_all(std::move(of_right));
  return std::nullopt;
}

Value Evaluation::logical(const hcl::BinaryExpr& expr) {
  bool decides = expr.op == hcl::BinaryOp::Or;  // The operand that decides whatever the other is.
  size_t errors = sink().error_count();
  std::optional<Value> given_left;
  std::optional<Value> given_right;
  if (short_circuits()) {
    if (std::optional<Value> decided = short_circuit(expr, given_left, given_right)) return std::move(*decided);
  }
  auto operand = [&](const hcl::Expr& of, std::string_view side, std::optional<Value>& given) {
    Value value = given ? std::move(*given) : evaluate(of);
    auto converted = to_bool(value);
    if (converted) return std::move(*converted);
    return fail(kInvalidOperand, of.place,
                fmt::format("the {} operand of `{}` is no bool: {}", side, symbol(expr.op), in_our_words(converted.error().text())),
                Type::boolean());
  };
  auto is_decided = [&](const Value& value) { return lenient() && value.has_content() && value.as_bool() == decides; };

  Value left = operand(*expr.left, "left", given_left);
  if (is_decided(left)) return left;
  size_t kept = sink().diagnostics().size();
  size_t errors_of_left = sink().error_count();
  Value right = operand(*expr.right, "right", given_right);
  if (sink().error_count() != errors_of_left && left.has_content() && left.as_bool() == decides)
    sink().help_from(kept, fmt::format("Terraform before 1.12 evaluates both operands of `{}`; where no such version runs, "
                                       "`required_version = \">= 1.12\"` says so",
                                       symbol(expr.op)));
  if (is_decided(right)) return right;
  if (sink().error_count() != errors) {
    // Three-valued logic needs the reason of each operand that is not known.
    if (lenient()) return Value::unknown(Type::boolean()).with_origin(origin_of(left, right, written(expr)));
    return failed_by_report(expr.place, "an operand is wrong", Type::boolean());
  }
  if (left.is_null() || right.is_null()) {
    (void)refuse_null(expr, left.is_null() ? *expr.left : *expr.right);
    return failed(expr.place, "an operand is null", Type::boolean());
  }
  if (!left.is_known() || !right.is_known()) {
    // What nobody told this program is known to Terraform: whatever it is, the other operand decides.
    const Value& known = left.is_known() ? left : right;
    const Value& open = left.is_known() ? right : left;
    if (known.is_known() && known.as_bool() == decides && is_missing_input(open)) return known;
    // Known operands decide nothing here in Terraform 1.11, and cty's marks are lost in this very case.
    Value result = Value::unknown_not_null(Type::boolean());
    if (lenient()) result = std::move(result).with_marks(marks_of(left, right));
    const Value& only = left.is_known() ? right : left;
    bool both = !left.is_known() && !right.is_known();
    return std::move(result).with_origin(both || !lenient() ? origin_of(left, right, written(expr)) : only.origin());
  }
  bool result = decides ? left.as_bool() || right.as_bool() : left.as_bool() && right.as_bool();
  return Value::boolean(result).with_marks(marks_of(left, right)).with_origin(origin_of(left, right, written(expr)));
}

Value Evaluation::unary(const hcl::UnaryExpr& expr) {
  size_t errors = sink().error_count();
  Value operand = evaluate(*expr.operand);
  bool negates = expr.op == hcl::UnaryOp::Negate;
  Type type = negates ? Type::number() : Type::boolean();
  auto converted = negates ? value::convert(operand, type) : to_bool(operand);
  if (!converted) {
    return fail(kInvalidOperand, expr.operand->place,
                fmt::format("the operand of `{}` is no {}: {}", negates ? "-" : "!", negates ? "number" : "bool",
                            in_our_words(converted.error().text())),
                type);
  }
  if (sink().error_count() != errors) return failed_by_report(expr.place, "the operand is wrong", type);
  if (converted->is_null()) {
    return fail(kInvalidOperand, expr.operand->place, fmt::format("the operand of `{}` is null", negates ? "-" : "!"), type,
                "test for null before, or use `coalesce`");
  }
  Origin origin = operand.origin().step() != nullptr ? operand.origin() : written(expr);
  if (!converted->is_known()) {
    // cty loses the marks of an unknown operand here.
    return Value::unknown_not_null(type).with_marks(lenient() ? operand.marks() : uint8_t{0}).with_origin(std::move(origin));
  }
  Value result = negates ? Value::number(converted->as_number().negate()) : Value::boolean(!converted->as_bool());
  return std::move(result).with_marks(operand.marks()).with_origin(std::move(origin));
}

}  // namespace wafpp::eval
