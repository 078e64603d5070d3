#include <fmt/format.h>

#include <charconv>
#include <string>
#include <utility>

#include "eval/evaluation.h"
#include "eval/origins.h"

namespace wafpp::eval {

using value::IndexProblem;
using value::OriginStep;

namespace {

constexpr diag::Kind kUnsupportedAttribute = {.name = "unsupported-attribute", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kInvalidIndex = {.name = "invalid-index", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kStepIntoNull = {.name = "step-into-null", .level = diag::Level::Error, .of_values = true};

const Value* element_at(const Value& sequence, std::string_view digits) {
  uint64_t at = 0;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), at);
  if (error != std::errc() || end != digits.data() + digits.size()) return nullptr;
  auto elements = sequence.elements();
  return at < elements.size() ? &elements[at] : nullptr;
}

/// What `step` leads to in a known value, where no conversion is needed; null: the slow way knows more.
const Value* inside(const Value& from, const hcl::Step& step) {
  if (!from.has_content()) return nullptr;
  bool by_name = step.key == nullptr || step.key->kind == hcl::ExprKind::String;
  if (from.kind() == TypeKind::Object || from.kind() == TypeKind::Map) return by_name ? from.find(step.name) : nullptr;
  bool is_sequence = from.kind() == TypeKind::List || from.kind() == TypeKind::Tuple;
  bool by_number = step.key != nullptr && step.key->kind == hcl::ExprKind::Number;
  return is_sequence && by_number ? element_at(from, hcl::as<hcl::NumberExpr>(*step.key).text) : nullptr;
}

Value key_of(const hcl::Step& step) {
  if (step.key == nullptr || step.key->kind == hcl::ExprKind::String) return Value::string(step.name);
  if (step.key->kind == hcl::ExprKind::Bool) return Value::boolean(hcl::as<hcl::BoolExpr>(*step.key).value);
  if (step.key->kind == hcl::ExprKind::Null) return {};
  // An index that could not be parsed has been reported.
  if (step.key->kind != hcl::ExprKind::Number) return Value::unknown();
  // The lexer reads digits only, so that what does not parse is too large for any collection.
  return Value::number(value::Number::parse(hcl::as<hcl::NumberExpr>(*step.key).text).value_or(value::Number::integer(INT64_MAX)));
}

const diag::Kind& kind_of(IndexProblem problem) {
  switch (problem) {
    case IndexProblem::UnsupportedAttribute:
      return kUnsupportedAttribute;
    case IndexProblem::NullValue:
      return kStepIntoNull;
    case IndexProblem::None:
    case IndexProblem::NotIndexable:
    case IndexProblem::WrongKeyType:
    case IndexProblem::NoSuchElement:
    case IndexProblem::NullKey:
      break;
  }
  return kInvalidIndex;
}

std::string help_for(const Value& from, IndexProblem problem) {
  switch (problem) {
    case IndexProblem::NullValue:
      return "test for null before, or use `try`";
    case IndexProblem::UnsupportedAttribute: {
      Type type = from.type();
      if (type.kind() != TypeKind::Object || type.fields().empty()) return {};
      constexpr size_t kMost = 8;
      std::string names;
      for (size_t i = 0; i < type.fields().size() && i < kMost; ++i)
        names += fmt::format("{}`{}`", i == 0 ? "" : ", ", type.fields()[i].name);
      return fmt::format("it has {}{}", names, type.fields().size() > kMost ? " and more" : "");
    }
    case IndexProblem::None:
    case IndexProblem::NotIndexable:
    case IndexProblem::WrongKeyType:
    case IndexProblem::NoSuchElement:
    case IndexProblem::NullKey:
      break;
  }
  return {};
}

}  // namespace

namespace {

std::string_view key_text(const hcl::Expr& key) {
  switch (key.kind) {
    case hcl::ExprKind::Number:
      return hcl::as<hcl::NumberExpr>(key).text;
    case hcl::ExprKind::Bool:
      return hcl::as<hcl::BoolExpr>(key).value ? "true" : "false";
    case hcl::ExprKind::Null:
      return "null";
    default:
      return "";  // Could not be parsed.
  }
}

}  // namespace

std::string reference_text(const hcl::TraversalExpr& traversal) {
  std::string text(traversal.root);
  for (const hcl::Step& step : traversal.steps) {
    if (step.key == nullptr) {
      text += '.';
      text += step.name;
    } else if (step.key->kind == hcl::ExprKind::String) {
      text += "[\"";
      for (char c : step.name) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
      }
      text += "\"]";
    } else {
      text.append("[").append(key_text(*step.key)).append("]");
    }
  }
  return text;
}

Value Evaluation::traversal(const hcl::TraversalExpr& expr) {
  const auto& locals = evaluator.locals_;
  for (size_t i = locals.size(); i > 0; --i) {
    if (locals[i - 1].name == expr.root) return follow(locals[i - 1].value, expr.steps);
  }
  Scope::Found found = evaluator.scope_.find(expr, evaluator);
  if (!found.value) return failed(expr.place, fmt::format("`{}` is not known", reference_text(expr)));
  Value result = follow(std::move(*found.value), expr.steps.subspan(found.steps));
  if (!found.is_reference) return result;
  OriginStep reference;
  reference.kind = OriginStep::Kind::Reference;
  reference.place = expr.place;
  if (!result.origin().empty()) reference.parents.push_back(result.origin());
  return std::move(result).with_origin(Origin::step(std::move(reference)));
}

Value Evaluation::follow(Value from, std::span<const hcl::Step> steps) {
  if (steps.empty()) return from;
  // As far as everything is known and there, without copying what is passed.
  Descent way;
  uint8_t marks = 0;
  const Value* reached = &from;
  size_t passed = 0;
  for (; passed < steps.size(); ++passed) {
    const Value* next = inside(*reached, steps[passed]);
    if (next == nullptr) break;
    marks = static_cast<uint8_t>(marks | reached->marks());
    way.enter(reached->origin());
    reached = next;
  }
  Value result = passed == 0 ? std::move(from) : reached->with_origin(way.arrive(reached->origin())).add_marks(marks);
  bool is_error = false;
  for (; passed < steps.size() && !is_error; ++passed) result = step(result, steps[passed], is_error);
  return result;
}

Value Evaluation::step(const Value& from, const hcl::Step& step, bool& is_error) {
  if (step.key != nullptr && step.key->kind == hcl::ExprKind::Error) {
    // The parser has said what is wrong.
    is_error = true;
    return failed(step.key->place, "this key could not be parsed");
  }
  Value key = key_of(step);
  value::Indexed found = step.key == nullptr ? value::attribute(from, step.name) : value::index(from, key);
  if (found.problem != IndexProblem::None) return step_problem(from, key, found, step.place, is_error);
  return found.value.with_origin(origin_inside(from.origin(), found.value.origin()));
}

Value Evaluation::step_problem(const Value& from, const Value& key, const value::Indexed& found, const diag::Place& place, bool& is_error) {
  if (lenient()) {
    switch (found.problem) {
      case IndexProblem::NullValue:
      case IndexProblem::NullKey:
      case IndexProblem::UnsupportedAttribute:
        return {};
      case IndexProblem::NoSuchElement:
      case IndexProblem::WrongKeyType:
        if (from.kind() == TypeKind::Object && key.as_int64() == 0) return from;
        return {};
      case IndexProblem::None:
      case IndexProblem::NotIndexable:
        break;
    }
  }
  is_error = true;
  return fail(kind_of(found.problem), place, in_our_words(found.message), {}, help_for(from, found.problem));
}

Value Evaluation::index(const hcl::IndexExpr& expr) {
  Value from = evaluate(*expr.from);
  Value key = evaluate(*expr.key);
  value::Indexed found = value::index(from, key);
  bool is_error = false;
  if (found.problem != IndexProblem::None) return step_problem(from, key, found, expr.key->place, is_error);
  if (key.is_known()) return found.value.with_origin(origin_inside(from.origin(), found.value.origin()));
  // Which element it is hangs on the key, and what it is, on all of them.
  if (!pay_walk(from, expr.place)) return stopped(expr.place, "evaluation steps");
  Origins origins;
  origins.add_deep(key);
  origins.add_deep(from);
  return found.value.with_origin(std::move(origins).united(written(expr)));
}

}  // namespace wafpp::eval
