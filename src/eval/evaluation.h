#pragma once

// The insides of the evaluator, for the files of this folder alone.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eval/evaluator.h"
#include "value/operations.h"

namespace wafpp::eval {

using value::Member;
using value::Origin;
using value::Type;
using value::TypeKind;

/// Terraform's wording in ours: lower case, without a full stop.
std::string in_our_words(std::string_view message);

/// Gathers what a computed value stems from. Mere places are left out: a value computed from literals alone is written where it
/// is computed. Nothing is allocated as long as there is at most one origin with steps.
class Origins {
 public:
  void add(const Origin& origin);
  /// What is inside counts too: for values that are used as a whole.
  void add_deep(const Value& value) { add(value.deep_origin()); }
  /// The origins together, or `otherwise` where there are none.
  Origin united(const Origin& otherwise) &&;

 private:
  Origin first_;
  std::vector<Origin> more_;
};

/// The work behind `Evaluator`: one function per kind of expression, spread over the files of this folder. Each gives the value
/// with its origin, and reports what is wrong to the evaluator's sink.
struct Evaluation {
  Evaluator& evaluator;

  Value evaluate(const hcl::Expr& expr);

  // evaluator.cpp
  Value dispatch(const hcl::Expr& expr);
  Value number(const hcl::NumberExpr& expr);
  Value splat_item();

  // traversal.cpp
  Value traversal(const hcl::TraversalExpr& expr);
  Value index(const hcl::IndexExpr& expr);
  /// Follows constant steps; stops at the first error.
  Value follow(Value from, std::span<const hcl::Step> steps);

  // splat.cpp
  Value splat(const hcl::SplatExpr& expr);

  // template.cpp
  Value text_template(const hcl::TemplateExpr& expr);
  Value join(const hcl::JoinExpr& expr);
  /// Renders the text of a template for `templatefile` and `templatestring`.
  tl::expected<Value, std::string> render(std::string_view name, std::string_view text, const Value& variables, const hcl::CallExpr& call);

  // constructor.cpp
  Value tuple(const hcl::TupleExpr& expr);
  Value object(const hcl::ObjectExpr& expr);
  Value loop(const hcl::ForExpr& expr);

  // operator.cpp
  Value binary(const hcl::BinaryExpr& expr);
  Value unary(const hcl::UnaryExpr& expr);

  // conditional.cpp
  Value conditional(const hcl::ConditionalExpr& expr);

  // call.cpp
  Value call(const hcl::CallExpr& expr);

  bool lenient() const { return evaluator.logic_ == Logic::Lenient; }
  bool short_circuits() const { return evaluator.logic_ == Logic::ShortCircuit; }
  diag::Sink& sink() { return *evaluator.sink_; }
  bool exhausted() const { return evaluator.budget_.exhausted; }

  /// The origin of what is written at `expr`.
  Origin written(const hcl::Expr& expr) const {
    return Origin::written(evaluator.rendering_ == nullptr ? &expr.place : evaluator.rendering_);
  }
  /// `place`, or that of the call in whose template it is.
  diag::Place lasting(const diag::Place& place) const { return evaluator.rendering_ == nullptr ? place : *evaluator.rendering_; }

  /// Reports an error and gives the value that stands for it.
  Value fail(const diag::Kind& kind, const diag::Place& place, std::string message, Type type = {}, std::string help = {});
  /// The value that stands for an error that has been reported.
  Value failed(const diag::Place& place, std::string message, Type type = {});
  /// The same after something inside has been reported: that is why. `message` where the report was not kept.
  Value failed_by_report(const diag::Place& place, std::string message, Type type = {});
  /// The value that stands for what a limit has stopped.
  Value stopped(const diag::Place& place, std::string limit, Type type = {});

  /// Takes the cost of building from the budget; false when it is exhausted, which has then been reported.
  bool pay_elements(uint64_t count, const diag::Place& place);
  /// The same for a value that something else has built.
  bool pay_value(const Value& value, const diag::Place& place);
  /// Takes the cost of walking through all of `value` from the budget; false when that is exhausted.
  bool pay_walk(const Value& value, const diag::Place& place);
  void exhaust(std::string_view what, const diag::Place& place);

  /// `value` as bool, as `&&`, `?` and `if` want it; in lenient logic null is false.
  tl::expected<Value, value::ConversionError> to_bool(const Value& value) const;

  /// While it lives, what is reported goes to a sink of its own.
  class Capture {
   public:
    explicit Capture(Evaluator& evaluator) : evaluator_(evaluator), outer_(evaluator.sink_) { evaluator_.sink_ = &sink; }
    ~Capture() { stop(); }
    Capture(const Capture&) = delete;
    Capture& operator=(const Capture&) = delete;
    void stop() {
      if (outer_ != nullptr) evaluator_.sink_ = std::exchange(outer_, nullptr);
    }

    diag::Sink sink;

   private:
    Evaluator& evaluator_;
    diag::Sink* outer_;
  };
  /// Local names of one expression; gone with it.
  class Locals {
   public:
    explicit Locals(Evaluator& evaluator) : locals_(evaluator.locals_), size_(locals_.size()) {}
    ~Locals() { locals_.resize(size_); }
    Locals(const Locals&) = delete;
    Locals& operator=(const Locals&) = delete;
    void add(std::string_view name, Value value) { locals_.push_back({name, std::move(value)}); }
    /// The value of the name that was added `at`-th.
    Value& value(size_t at) { return locals_[size_ + at].value; }

   private:
    std::vector<Evaluator::Local>& locals_;
    size_t size_;
  };

 private:
  Value step(const Value& from, const hcl::Step& step, bool& is_error);
  Value step_problem(const Value& from, const Value& key, const value::Indexed& found, const diag::Place& place, bool& is_error);
  struct Arguments;
  bool expand(const hcl::CallExpr& expr, std::vector<Value>& expanded, Value& result);
  Value invoke(const functions::Function& function, const Arguments& arguments);
  Value encoded(const hcl::CallExpr& expr, Value text, const Value& from) const;
  Value call_of_scope(const Arguments& arguments);
  Origin combined(const Arguments& arguments) const;
  Value attempt(const hcl::CallExpr& expr, std::span<const Value> expanded, bool only_ask);
  bool may_call(const hcl::CallExpr& expr, std::string& why) const;
  enum class NullOperand : uint8_t { Refuse, Allow };
  bool number_operands(const hcl::BinaryExpr& expr, Value& left, Value& right, NullOperand null);
  Value refuse_null(const hcl::BinaryExpr& expr, const hcl::Expr& operand);
  Value logical(const hcl::BinaryExpr& expr);
  /// Whether the value is unknown only for want of an input that a plan would have.
  static bool is_missing_input(const Value& unknown);
  /// What one operand decides, or leaves open, by itself; nothing where both count. Gives the operands in both cases.
  std::optional<Value> short_circuit(const hcl::BinaryExpr& expr, std::optional<Value>& left, std::optional<Value>& right);
  Value comparison(const hcl::BinaryExpr& expr);
  Value arithmetic(const hcl::BinaryExpr& expr);
  Value equality(const hcl::BinaryExpr& expr);
  static Value either(const Value& then, const Value& otherwise, Type type);
};

}  // namespace wafpp::eval
