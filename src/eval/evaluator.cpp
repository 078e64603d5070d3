#include "eval/evaluator.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "eval/evaluation.h"
#include "value/shared_string.h"

namespace wafpp::eval {

using value::CauseKind;
using value::OriginStep;

namespace {

constexpr diag::Kind kLimit = {.name = "evaluation-limit", .level = diag::Level::Error};
constexpr diag::Kind kTooDeep = {.name = "too-deep", .level = diag::Level::Error};
constexpr diag::Kind kWrongType = {.name = "wrong-type", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kNumberTooLarge = {.name = "number-too-large", .level = diag::Level::Error, .of_values = true};

/// Text is paid for as elements: so many bytes cost one.
constexpr uint64_t kBytesPerElement = 16;

/// A step is worth walking through so much of a value.
constexpr uint64_t kWeightOfStep = 8;

/// Levels of expressions inside one another, through whatever they refer to: a chain of resources each of which needs the one
/// before is followed by recursion. Threads that evaluate have a stack for a multiple of this (`base::kWorkerStack`).
constexpr uint32_t kDeepest = 10'000;

Value unknown_because(CauseKind cause, const diag::Place& place, std::string text, Type type) {
  OriginStep step;
  step.kind = OriginStep::Kind::Cause;
  step.cause = cause;
  step.place = place;
  step.text = std::move(text);
  return Value::unknown(type).with_origin(Origin::step(std::move(step)));
}

}  // namespace

Evaluator::Evaluator(Scope& scope, functions::Context& functions, diag::Sink& sink, Budget& budget, Logic logic)
    : scope_(scope), functions_(functions), sink_(&sink), root_sink_(sink), budget_(budget), logic_(logic) {}

Value Evaluator::evaluate(const hcl::Expr& expr) { return Evaluation{*this}.evaluate(expr); }

Value Evaluator::evaluate_as(const hcl::Expr& expr, Type type) {
  Evaluation evaluation{*this};
  Value result = evaluation.evaluate(expr);
  if (type.is_dynamic() || (type.is_primitive() && result.kind() == type.kind() && !result.is_null())) return result;
  if (type.kind() == TypeKind::Bool) {
    auto truth = evaluation.to_bool(result);
    if (truth) return std::move(*truth);
  }
  auto converted = value::convert(result, type);
  if (!converted) return evaluation.fail(kWrongType, expr.place, in_our_words(converted.error().text()), type);
  return std::move(*converted);
}

bool Evaluator::pay_conversion(const Value& value, const diag::Place& place) {
  Evaluation evaluation{*this};
  return evaluation.pay_walk(value, place) && evaluation.pay_elements(value.weight() - 1, place);
}

Value Evaluator::traverse(Value from, std::span<const hcl::Step> steps) { return Evaluation{*this}.follow(std::move(from), steps); }

Value Evaluation::evaluate(const hcl::Expr& expr) {
  Budget& budget = evaluator.budget_;
  if (budget.exhausted || budget.steps == 0) [[unlikely]] {
    exhaust("evaluation steps", expr.place);
    return stopped(expr.place, "evaluation steps");
  }
  if (budget.depth >= kDeepest) [[unlikely]] {
    evaluator.root_sink_.report(kTooDeep, lasting(expr.place), fmt::format("evaluation is nested more than {} deep", kDeepest)).emit();
    return stopped(expr.place, "nesting");
  }
  --budget.steps;
  ++budget.depth;
  Value result = dispatch(expr);
  --budget.depth;
  return result;
}

Value Evaluation::dispatch(const hcl::Expr& expr) {
  switch (expr.kind) {
    case hcl::ExprKind::Error:
      // The parser has said what is wrong.
      return failed(expr.place, "this expression could not be parsed");
    case hcl::ExprKind::Number:
      return number(hcl::as<hcl::NumberExpr>(expr));
    case hcl::ExprKind::Bool:
      return Value::boolean(hcl::as<hcl::BoolExpr>(expr).value).with_origin(written(expr));
    case hcl::ExprKind::Null:
      return Value().with_origin(written(expr));
    case hcl::ExprKind::String:
      return value::shared_string(hcl::as<hcl::StringExpr>(expr).text).with_origin(written(expr));
    case hcl::ExprKind::Template:
      return text_template(hcl::as<hcl::TemplateExpr>(expr));
    case hcl::ExprKind::Wrap:
      return evaluate(*hcl::as<hcl::WrapExpr>(expr).inner);
    case hcl::ExprKind::Join:
      return join(hcl::as<hcl::JoinExpr>(expr));
    case hcl::ExprKind::Conditional:
      return conditional(hcl::as<hcl::ConditionalExpr>(expr));
    case hcl::ExprKind::Traversal:
      return traversal(hcl::as<hcl::TraversalExpr>(expr));
    case hcl::ExprKind::Relative: {
      const auto& relative = hcl::as<hcl::RelativeExpr>(expr);
      return follow(evaluate(*relative.from), relative.steps);
    }
    case hcl::ExprKind::Index:
      return index(hcl::as<hcl::IndexExpr>(expr));
    case hcl::ExprKind::Splat:
      return splat(hcl::as<hcl::SplatExpr>(expr));
    case hcl::ExprKind::SplatItem:
      return splat_item();
    case hcl::ExprKind::Call:
      return call(hcl::as<hcl::CallExpr>(expr));
    case hcl::ExprKind::Tuple:
      return tuple(hcl::as<hcl::TupleExpr>(expr));
    case hcl::ExprKind::Object:
      return object(hcl::as<hcl::ObjectExpr>(expr));
    case hcl::ExprKind::For:
      return loop(hcl::as<hcl::ForExpr>(expr));
    case hcl::ExprKind::Binary:
      return binary(hcl::as<hcl::BinaryExpr>(expr));
    case hcl::ExprKind::Unary:
      return unary(hcl::as<hcl::UnaryExpr>(expr));
    case hcl::ExprKind::Paren:
      return evaluate(*hcl::as<hcl::ParenExpr>(expr).inner);
  }
  return {};
}

Value Evaluation::number(const hcl::NumberExpr& expr) {
  auto parsed = value::Number::parse(expr.text);
  if (!parsed) return fail(kNumberTooLarge, expr.place, "this number has too many digits", Type::number());
  return Value::number(std::move(*parsed)).with_origin(written(expr));
}

Value Evaluation::splat_item() { return evaluator.splat_item_ != nullptr ? *evaluator.splat_item_ : Value::unknown(); }

Value Evaluation::fail(const diag::Kind& kind, const diag::Place& place, std::string message, Type type, std::string help) {
  // What a limit has cut short is wrong in many ways; only the limit is worth saying.
  if (!exhausted()) {
    auto report = sink().report(kind, place, message);
    if (!help.empty()) {
      std::move(report).help(std::move(help)).emit();
    } else {
      std::move(report).emit();
    }
  }
  return failed(place, std::move(message), type);
}

Value Evaluation::failed_by_report(const diag::Place& place, std::string message, Type type) {
  const std::vector<diag::Diagnostic>& said = sink().diagnostics();
  for (auto at = said.rbegin(); at != said.rend(); ++at) {
    if (at->level == diag::Level::Error) return failed(at->place.known() ? at->place : place, at->message, type);
  }
  return failed(place, std::move(message), type);
}

Value Evaluation::failed(const diag::Place& place, std::string message, Type type) {
  if (exhausted()) return stopped(place, "evaluation steps", type);
  return unknown_because(CauseKind::Error, lasting(place), std::move(message), type);
}

Value Evaluation::stopped(const diag::Place& place, std::string limit, Type type) {
  return unknown_because(CauseKind::Limit, lasting(place), std::move(limit), type);
}

bool Evaluation::pay_elements(uint64_t count, const diag::Place& place) {
  Budget& budget = evaluator.budget_;
  if (budget.exhausted) return false;
  if (count > budget.elements) {
    exhaust("elements built", place);
    return false;
  }
  budget.elements -= count;
  return true;
}

bool Evaluation::pay_value(const Value& value, const diag::Place& place) {
  if (!value.has_content()) return true;
  switch (value.kind()) {
    case TypeKind::String:
      return pay_elements(value.as_string().size() / kBytesPerElement, place);
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Tuple:
    case TypeKind::Map:
    case TypeKind::Object:
      return pay_elements(value.length(), place);
    case TypeKind::Dynamic:
    case TypeKind::Bool:
    case TypeKind::Number:
      return true;
  }
  return true;
}

bool Evaluation::pay_walk(const Value& value, const diag::Place& place) {
  Budget& budget = evaluator.budget_;
  if (budget.exhausted) return false;
  uint64_t cost = value.weight() / kWeightOfStep;
  if (cost > budget.steps) {
    exhaust("evaluation steps", place);
    return false;
  }
  budget.steps -= cost;
  return true;
}

void Evaluation::exhaust(std::string_view what, const diag::Place& place) {
  // Not to a sink that `try` has put in between: a limit is no error that could be caught.
  eval::exhaust(evaluator.budget_, what, lasting(place), evaluator.root_sink_);
}

void exhaust(Budget& budget, std::string_view what, const diag::Place& place, diag::Sink& sink) {
  if (budget.exhausted) return;
  budget.exhausted = true;
  sink.report(kLimit, place, fmt::format("evaluation stops here: the limit of {} is reached", what))
      .help("everything that was not evaluated yet is unknown; look for a loop over very many elements")
      .emit();
}

tl::expected<Value, value::ConversionError> Evaluation::to_bool(const Value& value) const {
  if (value.kind() == TypeKind::Bool && !value.is_null()) return value;
  if (value.is_null() && lenient()) return Value::boolean(false).with_origin(value.origin()).with_marks(value.marks());
  return value::convert(value, Type::boolean());
}

std::string in_our_words(std::string_view message) {
  std::string result(message);
  while (!result.empty() && result.back() == '.') result.pop_back();
  bool is_name = result.size() > 1 && result[1] >= 'A' && result[1] <= 'Z';
  if (!result.empty() && result[0] >= 'A' && result[0] <= 'Z' && !is_name) result[0] = static_cast<char>(result[0] - 'A' + 'a');
  return result;
}

}  // namespace wafpp::eval
