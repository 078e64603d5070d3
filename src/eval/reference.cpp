#include <string_view>
#include <vector>

#include "eval/evaluator.h"
#include "hcl/visit.h"

namespace wafpp::eval {

namespace {

/// Walks an expression with the local names that hold where it stands. Depth is bounded by the parser's limit.
class ReferenceVisitor {
 public:
  explicit ReferenceVisitor(const std::function<void(const hcl::TraversalExpr&)>& visit) : visit_(visit) {}

  void enter(const hcl::Expr& expr) {
    switch (expr.kind) {
      case hcl::ExprKind::Traversal: {
        const auto& traversal = hcl::as<hcl::TraversalExpr>(expr);
        if (!is_local(traversal.root)) visit_(traversal);
        return;
      }
      case hcl::ExprKind::Object:
        for (const hcl::ObjectItem& item : hcl::as<hcl::ObjectExpr>(expr).items) {
          if (!item.bare_key) enter(*item.key);
          enter(*item.value);
        }
        return;
      case hcl::ExprKind::For:
        return enter_loop(hcl::as<hcl::ForExpr>(expr));
      case hcl::ExprKind::Error:
      case hcl::ExprKind::Number:
      case hcl::ExprKind::Bool:
      case hcl::ExprKind::Null:
      case hcl::ExprKind::String:
      case hcl::ExprKind::SplatItem:
        return;
      case hcl::ExprKind::Template:
      case hcl::ExprKind::Wrap:
      case hcl::ExprKind::Join:
      case hcl::ExprKind::Conditional:
      case hcl::ExprKind::Relative:
      case hcl::ExprKind::Index:
      case hcl::ExprKind::Splat:
      case hcl::ExprKind::Call:
      case hcl::ExprKind::Tuple:
      case hcl::ExprKind::Binary:
      case hcl::ExprKind::Unary:
      case hcl::ExprKind::Paren:
        return hcl::for_each_child(expr, [this](const hcl::Expr& child) { enter(child); });
    }
  }

 private:
  bool is_local(std::string_view name) const {
    for (std::string_view local : locals_) {
      if (local == name) return true;
    }
    return false;
  }

  void enter_loop(const hcl::ForExpr& loop) {
    enter(*loop.collection);
    size_t before = locals_.size();
    if (!loop.key_name.empty()) locals_.push_back(loop.key_name);
    locals_.push_back(loop.value_name);
    if (loop.key != nullptr) enter(*loop.key);
    enter(*loop.value);
    if (loop.condition != nullptr) enter(*loop.condition);
    locals_.resize(before);
  }

  const std::function<void(const hcl::TraversalExpr&)>& visit_;
  std::vector<std::string_view> locals_;
};

}  // namespace

void for_each_reference(const hcl::Expr& expr, const std::function<void(const hcl::TraversalExpr&)>& visit) {
  ReferenceVisitor(visit).enter(expr);
}

}  // namespace wafpp::eval
