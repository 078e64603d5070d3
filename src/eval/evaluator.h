#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "functions/function.h"
#include "hcl/tree.h"
#include "value/convert.h"
#include "value/value.h"

/// Expressions to values, by Terraform's semantics; with `Logic::Lenient` by those of controls.
namespace wafpp::eval {

using value::Value;

class Evaluator;

/// Where names come from. Local names (`for` variables, template variables) are the evaluator's own; everything else is asked here.
///
/// A scope that has to evaluate another expression does so with an evaluator of its own: the one that asks has local names that
/// mean nothing there.
class Scope {
 public:
  virtual ~Scope() = default;

  struct Found {
    /// The value of the root and the first `steps` steps together, with provenance of its own; nullopt when the name is not
    /// known, or is used wrongly: then the scope has reported it to the evaluator's sink.
    std::optional<Value> value;
    size_t steps = 0;
    /// Whether a `Reference` step is to be put on the value's origin (not for `each.key`, `count.index`, `path.module`).
    bool is_reference = true;
  };
  virtual Found find(const hcl::TraversalExpr& traversal, Evaluator& evaluator) = 0;

  /// A function that is not Terraform's own (domain functions of controls); called with evaluated arguments. Nullopt: no such function.
  virtual std::optional<Value> call(const hcl::CallExpr& /*call*/, std::span<const Value> /*arguments*/, Evaluator& /*evaluator*/) {
    return std::nullopt;
  }
};

/// Work one run may do before it is stopped with a limit of its own; shared by all evaluators of a root.
struct Budget {
  uint64_t steps = 50'000'000;     ///< Expression nodes evaluated.
  uint64_t elements = 20'000'000;  ///< Elements built.
  bool exhausted = false;
  uint32_t depth = 0;  ///< Expressions under evaluation, inside one another.

  /// Takes the cost of something that is built beside expressions; false, and nothing is taken, where it is not left.
  bool take_elements(uint64_t count) {
    if (count > elements) return false;
    elements -= count;
    return true;
  }
};

/// Ends all work that this budget pays for, and says so once.
void exhaust(Budget& budget, std::string_view what, const diag::Place& place, diag::Sink& sink);

enum class Logic : uint8_t {
  /// As Terraform 1.11.
  Terraform,
  /// As Terraform 1.12 and later: the operand of `&&` and `||` that decides hides what is wrong or not known in the other.
  ShortCircuit,
  /// A missing attribute, an index past the end, a step into null is null (with no place of its own); index 0 of an object that
  /// is no list is the object itself (a block written as an object in JSON syntax); `false && unknown` is false, `true ||
  /// unknown` is true, and what the first operand decides leaves the second unevaluated, the same in `alltrue` and `anytrue`; null where a
  /// bool is wanted is false; comparison with null is false for `<` and the like; `for` and splat over null have no elements.
  Lenient,
};

class Evaluator {
 public:
  /// All three outlive the evaluator.
  Evaluator(Scope& scope, functions::Context& functions, diag::Sink& sink, Budget& budget, Logic logic = Logic::Terraform);

  /// The value of `expr`. An error is reported to the sink, and the result is unknown with a `Cause`. Literals carry their
  /// place, references a `Reference` step, what is computed the combined origins of what it was computed from (of a
  /// conditional with a known condition: only the branch taken).
  Value evaluate(const hcl::Expr& expr);
  /// The same, converted to `type`; a failing conversion is reported at `expr`.
  Value evaluate_as(const hcl::Expr& expr, value::Type type);

  diag::Sink& sink() { return *sink_; }
  functions::Context& functions() { return functions_; }
  Budget& budget() { return budget_; }
  Logic logic() const { return logic_; }

  /// Takes the cost of converting `value` from the budget; false when that is exhausted, which has then been reported.
  bool pay_conversion(const Value& value, const diag::Place& place);

  /// Names that shadow the scope: `for` variables. Innermost last; by linear search.
  struct Local {
    std::string_view name;
    Value value;
  };
  std::vector<Local>& locals() { return locals_; }

  /// Traverses constant steps from `from` (what a scope returns for fewer steps than there are).
  Value traverse(Value from, std::span<const hcl::Step> steps);

 private:
  friend struct Evaluation;

  /// What is being evaluated: template functions may not call each other, and what `templatestring` renders may read no file.
  enum class Setting : uint8_t { Configuration, TemplateFile, TemplateString };

  Scope& scope_;
  functions::Context& functions_;
  diag::Sink* sink_;       // Another one while `try` or a branch of a conditional is evaluated.
  diag::Sink& root_sink_;  // What no `try` may catch: limits of this program.
  Budget& budget_;
  Logic logic_;
  Setting setting_ = Setting::Configuration;
  // The call that renders the template being evaluated; null outside. A template's tree is gone when its value is used, so that
  // no value may point into it.
  const diag::Place* rendering_ = nullptr;
  std::vector<Local> locals_;
  const Value* splat_item_ = nullptr;
};

/// Calls `visit` for each traversal in `expr` whose root is no local name of the expression itself: the references that a
/// dependency graph needs. Bare keys of objects are no references.
void for_each_reference(const hcl::Expr& expr, const std::function<void(const hcl::TraversalExpr&)>& visit);

/// A reference as text: `var.a["k"][0]`.
std::string reference_text(const hcl::TraversalExpr& traversal);

/// A type constraint expression (`list(string)`, `object({a = optional(string, "x")})`) as a type with defaults; `any`, and no
/// defaults, where it is wrong. Errors are reported to `evaluator`'s sink.
value::TypeConstraint type_constraint(const hcl::Expr& expr, Evaluator& evaluator);

}  // namespace wafpp::eval
