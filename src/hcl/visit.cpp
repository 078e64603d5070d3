#include "hcl/visit.h"

namespace wafpp::hcl {

namespace {

void visit_steps(std::span<const Step> steps, const std::function<void(const Expr&)>& visit) {
  for (const Step& step : steps) {
    if (step.key != nullptr) visit(*step.key);
  }
}

}  // namespace

void for_each_child(const Expr& expr, const std::function<void(const Expr&)>& visit) {
  auto visit_optional = [&](const Expr* child) {
    if (child != nullptr) visit(*child);
  };
  switch (expr.kind) {
    case ExprKind::Error:
    case ExprKind::Number:
    case ExprKind::Bool:
    case ExprKind::Null:
    case ExprKind::String:
    case ExprKind::SplatItem:
      return;
    case ExprKind::Template:
      for (const Expr* part : as<TemplateExpr>(expr).parts) visit(*part);
      return;
    case ExprKind::Wrap:
      return visit(*as<WrapExpr>(expr).inner);
    case ExprKind::Join:
      return visit(*as<JoinExpr>(expr).loop);
    case ExprKind::Conditional: {
      const auto& conditional = as<ConditionalExpr>(expr);
      visit(*conditional.condition);
      visit(*conditional.then);
      visit(*conditional.otherwise);
      return;
    }
    case ExprKind::Traversal:
      return visit_steps(as<TraversalExpr>(expr).steps, visit);
    case ExprKind::Relative:
      visit(*as<RelativeExpr>(expr).from);
      return visit_steps(as<RelativeExpr>(expr).steps, visit);
    case ExprKind::Index:
      visit(*as<IndexExpr>(expr).from);
      return visit(*as<IndexExpr>(expr).key);
    case ExprKind::Splat:
      visit(*as<SplatExpr>(expr).from);
      return visit(*as<SplatExpr>(expr).each);
    case ExprKind::Call:
      for (const Expr* argument : as<CallExpr>(expr).arguments) visit(*argument);
      return;
    case ExprKind::Tuple:
      for (const Expr* element : as<TupleExpr>(expr).elements) visit(*element);
      return;
    case ExprKind::Object:
      for (const ObjectItem& item : as<ObjectExpr>(expr).items) {
        // A bare key stands for itself: it is no reference.
        if (!item.bare_key) visit_optional(item.key);
        visit_optional(item.value);
      }
      return;
    case ExprKind::For: {
      const auto& loop = as<ForExpr>(expr);
      visit(*loop.collection);
      visit_optional(loop.key);
      visit_optional(loop.value);
      visit_optional(loop.condition);
      return;
    }
    case ExprKind::Binary:
      visit(*as<BinaryExpr>(expr).left);
      return visit(*as<BinaryExpr>(expr).right);
    case ExprKind::Unary:
      return visit(*as<UnaryExpr>(expr).operand);
    case ExprKind::Paren:
      return visit(*as<ParenExpr>(expr).inner);
  }
}

void for_each_expression(const Expr& expr, const std::function<void(const Expr&)>& visit) {
  visit(expr);
  for_each_child(expr, [&](const Expr& child) { for_each_expression(child, visit); });
}

void for_each_attribute(const Body& body, const std::function<void(const Attribute&)>& visit) {
  for (const Attribute& attribute : body.attributes) visit(attribute);
  for (const Block& block : body.blocks) for_each_attribute(*block.body, visit);
}

}  // namespace wafpp::hcl
