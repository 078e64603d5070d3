#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eval/evaluation.h"
#include "eval/origins.h"

namespace wafpp::eval {

using value::CauseKind;
using value::OriginStep;

namespace {

constexpr diag::Kind kUnknownFunction = {.name = "unknown-function", .level = diag::Level::Error};
constexpr diag::Kind kInvalidCall = {.name = "invalid-call", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kInvalidExpansion = {.name = "invalid-expansion", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kNothingSucceeded = {.name = "no-expression-succeeded", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kFunctionLimit = {.name = "function-limit", .level = diag::Level::Warning, .of_values = true};

constexpr std::array<std::string_view, 11> kFileFunctions = {"file",       "filebase64", "filebase64sha256", "filebase64sha512",
                                                             "fileexists", "filemd5",    "fileset",          "filesha1",
                                                             "filesha256", "filesha512", "templatefile"};

std::string_view plain_name(std::string_view name) {
  constexpr std::string_view kCore = "core::";
  if (name.starts_with(kCore)) name.remove_prefix(kCore.size());
  return name;
}

/// `alltrue` and `anytrue` by three-valued logic: one element that decides does so whatever the others are.
std::optional<bool> quantified(std::string_view name, std::span<const Value> arguments) {
  bool wanted = name == "anytrue";
  if (arguments.size() != 1 || !arguments[0].has_content() || !(wanted || name == "alltrue")) return std::nullopt;
  TypeKind kind = arguments[0].kind();
  if (kind != TypeKind::List && kind != TypeKind::Tuple && kind != TypeKind::Set) return std::nullopt;
  for (const Value& element : arguments[0].elements()) {
    if (!element.is_known()) continue;
    bool holds = !element.is_null() && element.kind() == TypeKind::Bool && element.as_bool();
    if (holds == wanted) return wanted;
  }
  return std::nullopt;
}

bool encodes(std::string_view name) { return name == "jsonencode" || name == "yamlencode"; }

bool renders_template(std::string_view name) { return name == "templatefile" || name == "templatestring"; }

/// What `templatestring` takes: a way to a string somewhere else, not a template written in place.
bool is_template_source(const hcl::Expr& expr) {
  const hcl::Expr* at = &expr;
  while (true) {
    switch (at->kind) {
      case hcl::ExprKind::Traversal:
        return true;
      case hcl::ExprKind::Relative:
        at = hcl::as<hcl::RelativeExpr>(*at).from;
        break;
      case hcl::ExprKind::Index:
        at = hcl::as<hcl::IndexExpr>(*at).from;
        break;
      case hcl::ExprKind::Splat:
        at = hcl::as<hcl::SplatExpr>(*at).from;
        break;
      default:
        return false;
    }
  }
}

/// The evaluator's way to render templates, while one call may need it.
class Rendering {
 public:
  Rendering(functions::Context& context, Evaluation evaluation, const hcl::CallExpr& call)
      : context_(context), before_(std::move(context.render)) {
    context_.render = [evaluation, &call](std::string_view name, std::string_view text, const Value& variables) mutable {
      return evaluation.render(name, text, variables, call);
    };
  }
  ~Rendering() { context_.render = std::move(before_); }
  Rendering(const Rendering&) = delete;
  Rendering& operator=(const Rendering&) = delete;

 private:
  functions::Context& context_;
  decltype(functions::Context::render) before_;
};

/// The values of a call's arguments. Lists that have been used are kept, so that most calls need no memory for theirs.
class ArgumentList {
 public:
  ArgumentList() {
    if (free_lists().empty()) return;
    values_ = std::move(free_lists().back());
    free_lists().pop_back();
  }
  ArgumentList(const ArgumentList&) = delete;
  ArgumentList& operator=(const ArgumentList&) = delete;
  ~ArgumentList() {
    constexpr size_t kMostKept = 32;
    constexpr size_t kLongestKept = 64;
    values_.clear();
    if (values_.capacity() == 0 || values_.capacity() > kLongestKept || free_lists().size() >= kMostKept) return;
    free_lists().push_back(std::move(values_));
  }
  std::vector<Value>& get() { return values_; }

 private:
  static std::vector<std::vector<Value>>& free_lists() {
    thread_local std::vector<std::vector<Value>> lists;
    return lists;
  }
  std::vector<Value> values_;
};

}  // namespace

/// The arguments of a call as values, in order.
struct Evaluation::Arguments {
  std::vector<Value>& values;
  /// As written: of expanded ones there are more values than expressions.
  const hcl::CallExpr& call;
  const hcl::Expr& written(size_t at) const { return *call.arguments[std::min(at, call.arguments.size() - 1)]; }
};

bool Evaluation::expand(const hcl::CallExpr& expr, std::vector<Value>& expanded, Value& result) {
  const hcl::Expr& last = *expr.arguments.back();
  size_t errors = sink().error_count();
  Value value = evaluate(last);
  if (sink().error_count() != errors) {
    result = Value::unknown().with_origin(value.origin());
    return false;
  }
  bool is_sequence = value.kind() == TypeKind::List || value.kind() == TypeKind::Set || value.kind() == TypeKind::Tuple;
  if (value.is_null() && lenient()) return true;
  if (value.is_null() && (is_sequence || value.kind() == TypeKind::Dynamic)) {
    result = fail(kInvalidExpansion, last.place, "this is null, and `...` makes arguments of the elements of a list, set or tuple");
    return false;
  }
  if (!is_sequence && value.kind() != TypeKind::Dynamic) {
    result =
        fail(kInvalidExpansion, last.place,
             fmt::format("this is {}, and `...` makes arguments of the elements of a list, set or tuple", value.type().friendly_name()));
    return false;
  }
  if (!value.is_known()) {
    result = Value::unknown().with_origin(value.origin());
    return false;
  }
  if (!pay_elements(value.length(), last.place)) {
    result = stopped(last.place, "elements built");
    return false;
  }
  expanded.reserve(value.length());
  for (const Value& element : value.elements()) {
    Value argument = element.add_marks(value.marks());
    if (argument.origin().empty()) argument = std::move(argument).with_origin(value.origin());
    expanded.push_back(std::move(argument));
  }
  return true;
}

bool Evaluation::may_call(const hcl::CallExpr& expr, std::string& why) const {
  if (evaluator.setting_ == Evaluator::Setting::Configuration) return true;
  std::string_view name = plain_name(expr.name);
  if (renders_template(name)) {
    why = fmt::format("cannot recursively call {} from inside another template function", name);
    return false;
  }
  bool reads_file = std::find(kFileFunctions.begin(), kFileFunctions.end(), name) != kFileFunctions.end();
  if (evaluator.setting_ == Evaluator::Setting::TemplateString && reads_file) {
    why = fmt::format(
        "cannot use filesystem access functions like {} in templatestring templates; consider passing the function result as a template "
        "variable instead",
        name);
    return false;
  }
  return true;
}

Value Evaluation::call(const hcl::CallExpr& expr) {
  const functions::Function* function = functions::find_function(expr.name);
  ArgumentList list;
  Arguments arguments{.values = list.get(), .call = expr};
  std::vector<Value> expanded;
  if (expr.expand_last && !expr.arguments.empty()) {
    Value instead;
    if (!expand(expr, expanded, instead)) return instead;
  }
  if (function != nullptr && function->special == functions::Special::Lazy) return attempt(expr, expanded, plain_name(expr.name) == "can");

  std::string why;
  if (function != nullptr && !may_call(expr, why)) return fail(kInvalidCall, expr.place, std::move(why));
  size_t errors = sink().error_count();
  size_t written = expr.arguments.size() - (expr.expand_last && !expr.arguments.empty() ? 1 : 0);
  if (function != nullptr && plain_name(expr.name) == "templatestring" && written > 0 && !is_template_source(*expr.arguments[0])) {
    return fail(kInvalidCall, expr.arguments[0]->place, "`templatestring` renders a template that stands elsewhere, and this is none",
                Type::string(), "write a template in quotes without calling a function, or give a reference such as `local.greeting`");
  }
  arguments.values.reserve(written + expanded.size());
  for (size_t i = 0; i < written; ++i) arguments.values.push_back(evaluate(*expr.arguments[i]));
  std::move(expanded.begin(), expanded.end(), std::back_inserter(arguments.values));
  if (sink().error_count() != errors || exhausted())
    return failed_by_report(expr.place, fmt::format("an argument of `{}` is wrong", expr.name));

  if (function == nullptr) return call_of_scope(arguments);
  if (lenient()) {
    if (std::optional<bool> decided = quantified(plain_name(expr.name), arguments.values))
      return Value::boolean(*decided).with_origin(combined(arguments));
  }
  return invoke(*function, arguments);
}

Value Evaluation::invoke(const functions::Function& function, const Arguments& arguments) {
  const hcl::CallExpr& expr = arguments.call;
  functions::Context& context = evaluator.functions_;
  uint64_t held = 0;
  for (const Value& argument : arguments.values) {
    if (!pay_walk(argument, expr.place)) return stopped(expr.place, "evaluation steps");
    held += argument.weight();
  }
  functions::Outcome outcome = [&] {
    if (!renders_template(plain_name(expr.name))) return functions::invoke(function, arguments.values, context);
    Rendering rendering(context, *this, expr);
    return functions::invoke(function, arguments.values, context);
  }();
  if (exhausted()) return stopped(expr.place, "evaluation steps");

  if (!outcome) {
    const functions::FunctionError& error = outcome.error();
    if (error.limit) {
      sink().report(kFunctionLimit, expr.place, fmt::format("`{}` is not evaluated: {}", expr.name, in_our_words(error.message))).emit();
      return stopped(expr.place, error.message);
    }
    bool is_argument = error.argument >= 0 && !expr.arguments.empty() && static_cast<size_t>(error.argument) < arguments.values.size();
    const diag::Place& place = is_argument ? arguments.written(static_cast<size_t>(error.argument)).place : expr.place;
    return fail(kInvalidCall, place, fmt::format("`{}`: {}", expr.name, in_our_words(error.message)));
  }
  Value result = std::move(*outcome);
  // Most functions hand on what their arguments hold; conversions build all of it anew.
  if (plain_name(expr.name).starts_with("to")) held = 0;
  uint64_t built = result.weight() - std::min<uint64_t>(result.weight(), held);
  if (!pay_value(result, expr.place) || !pay_elements(built, expr.place)) return stopped(expr.place, "elements built", result.type());
  if (encodes(plain_name(expr.name)) && arguments.values.size() == 1) return encoded(expr, std::move(result), arguments.values.front());
  // What was computed from literals alone was written here.
  if (result.origin().empty()) return std::move(result).with_origin(written(expr));
  return result;
}

/// A text that remembers what it was made of.
Value Evaluation::encoded(const hcl::CallExpr& expr, Value text, const Value& from) const {
  OriginStep step;
  step.place = lasting(expr.place);
  step.encoded = std::make_shared<const Value>(from);
  if (!text.origin().empty()) step.parents.push_back(text.origin());
  return std::move(text).with_origin(Origin::step(std::move(step)));
}

Value Evaluation::call_of_scope(const Arguments& arguments) {
  const hcl::CallExpr& expr = arguments.call;
  if (evaluator.setting_ == Evaluator::Setting::Configuration) {
    size_t errors = sink().error_count();
    std::optional<Value> result = evaluator.scope_.call(expr, arguments.values, evaluator);
    if (result && !result->origin().empty()) return std::move(*result);
    // An answer that is known hangs on nothing; its arguments may be whole resources.
    if (result && result->is_known()) return result->with_origin(written(expr));
    if (result || sink().error_count() != errors) return (result ? *result : Value::unknown()).with_origin(combined(arguments));
  }

  // Functions of providers that this program does not know are theirs to answer.
  constexpr std::string_view kProvider = "provider::";
  constexpr std::string_view kBuiltIn = "provider::terraform::";
  if (expr.name.starts_with(kProvider) && !expr.name.starts_with(kBuiltIn)) {
    OriginStep step;
    step.kind = OriginStep::Kind::Cause;
    step.cause = CauseKind::Function;
    step.place = lasting(expr.place);
    step.text = expr.name;
    if (Origin origin = combined(arguments); !origin.empty()) step.parents.push_back(std::move(origin));
    return Value::unknown().with_origin(Origin::step(std::move(step)));
  }
  std::string help;
  for (std::string_view name : functions::similar_functions(expr.name))
    help += fmt::format("{}`{}`", help.empty() ? "did you mean " : " or ", name);
  return fail(kUnknownFunction, expr.name_place, fmt::format("there is no function `{}`", expr.name), {}, std::move(help));
}

Origin Evaluation::combined(const Arguments& arguments) const {
  Origins origins;
  for (const Value& argument : arguments.values) origins.add_deep(argument);
  return std::move(origins).united(written(arguments.call));
}

Value Evaluation::attempt(const hcl::CallExpr& expr, std::span<const Value> expanded, bool only_ask) {
  size_t written_count = expr.arguments.size() - (expr.expand_last && !expr.arguments.empty() ? 1 : 0);
  size_t count = written_count + expanded.size();
  if (only_ask ? count != 1 : count == 0) {
    return fail(
        kInvalidCall, expr.place,
        only_ask ? fmt::format("`can` wants one argument, got {}", count) : std::string("`try` wants at least one argument, got none"));
  }

  diag::Sink problems;
  for (size_t i = 0; i < count; ++i) {
    Capture capture(evaluator);
    Value result = i < written_count ? evaluate(*expr.arguments[i]) : expanded[i - written_count];
    capture.stop();
    if (exhausted()) return stopped(expr.place, "evaluation steps");
    if (capture.sink.has_errors()) {
      problems.take_all(std::move(capture.sink));
      continue;
    }
    if (!result.is_wholly_known()) {
      // It may still fail when more is known, and then something else is the result.
      return Value::unknown(only_ask ? Type::boolean() : Type()).with_origin(result.deep_origin());
    }
    if (!only_ask) return result;
    Origins origins;
    origins.add_deep(result);
    return Value::boolean(true).with_origin(std::move(origins).united(written(expr)));
  }
  if (only_ask) return Value::boolean(false).with_origin(written(expr));

  constexpr size_t kMostLabels = 5;
  auto report = sink().report(kNothingSucceeded, expr.place, "none of these expressions can be evaluated");
  size_t labels = 0;
  for (const diag::Diagnostic& problem : problems.diagnostics()) {
    if (problem.level == diag::Level::Error && labels++ < kMostLabels)
      std::move(report).label(problem.place, problem.message);  // NOLINT(bugprone-use-after-move): it stays what it is
  }
  std::move(report).help("the last argument of `try` should be one that cannot fail").emit();
  return failed(expr.place, "none of the expressions of `try` can be evaluated");
}

}  // namespace wafpp::eval
