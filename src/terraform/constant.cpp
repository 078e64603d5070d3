#include "terraform/constant.h"

#include "eval/evaluator.h"
#include "hcl/visit.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kNotConstant = {.name = "variables-not-allowed", .level = diag::Level::Error};

class NoScope : public eval::Scope {
 public:
  explicit NoScope(std::string_view where) : where_(where) {}

  Found find(const hcl::TraversalExpr& traversal, eval::Evaluator& evaluator) override {
    evaluator.sink()
        .report(kNotConstant, traversal.place, std::string(where_) + " may not refer to `" + std::string(traversal.root) + "`")
        .emit();
    return {};
  }

 private:
  std::string_view where_;
};

}  // namespace

value::Value constant_value(const hcl::Expr& expr, std::string_view where, diag::Sink& sink) {
  const hcl::Expr* call = nullptr;
  hcl::for_each_expression(expr, [&](const hcl::Expr& inner) {
    if (inner.kind == hcl::ExprKind::Call && call == nullptr) call = &inner;
  });
  if (call != nullptr) {
    sink.report(kNotConstant, hcl::as<hcl::CallExpr>(*call).name_place, std::string(where) + " may not call functions").emit();
    value::OriginStep step{
        .kind = value::OriginStep::Kind::Cause, .cause = value::CauseKind::Error, .place = call->place, .text = "function call"};
    return value::Value::unknown().with_origin(value::Origin::step(std::move(step)));
  }
  NoScope scope(where);
  functions::Context functions;
  eval::Budget budget;
  eval::Evaluator evaluator(scope, functions, sink, budget);
  return evaluator.evaluate(expr);
}

}  // namespace wafpp::terraform
