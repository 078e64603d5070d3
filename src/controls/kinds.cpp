#include "controls/kinds.h"

#include <iterator>
#include <utility>

#include "hcl/visit.h"

namespace wafpp::controls {

namespace {

/// Adds the kinds that `facts(kind)` asks for; false where one is not a literal.
bool add_kinds(const Expression& expression, std::vector<std::string>& kinds) {
  if (expression.empty()) return true;
  bool are_literal = true;
  hcl::for_each_expression(*expression.parsed.expr, [&](const hcl::Expr& expr) {
    if (expr.kind != hcl::ExprKind::Call || hcl::as<hcl::CallExpr>(expr).name != "facts") return;
    std::span<const hcl::Expr* const> arguments = hcl::as<hcl::CallExpr>(expr).arguments;
    bool is_literal = arguments.size() == 1 && arguments[0]->kind == hcl::ExprKind::String;
    are_literal = are_literal && is_literal;
    if (is_literal) kinds.emplace_back(hcl::as<hcl::StringExpr>(*arguments[0]).text);
  });
  return are_literal;
}

}  // namespace

std::optional<std::vector<std::string>> kinds_asked_for(const Check& check) {
  std::vector<std::string> kinds;
  bool is_known = true;
  for (const Check::Condition& condition : check.when) is_known &= add_kinds(condition.expression, kinds);
  is_known = add_kinds(check.pass, kinds) && add_kinds(check.inherits, kinds) && is_known;
  for (const Check::Part& part : check.parts) is_known &= add_kinds(part.holds, kinds);
  if (!is_known) return std::nullopt;
  return kinds;
}

terraform::DeclaredKinds kinds_asked(const ControlSet& set) {
  std::vector<std::string> kinds;
  for (const Control& control : set.controls) {
    for (const Check& check : control.checks) {
      kinds.push_back(check.of);
      kinds.insert(kinds.end(), check.also_of.begin(), check.also_of.end());
      std::optional<std::vector<std::string>> asked = kinds_asked_for(check);
      if (!asked) return terraform::DeclaredKinds::all();
      kinds.insert(kinds.end(), std::make_move_iterator(asked->begin()), std::make_move_iterator(asked->end()));
    }
  }
  return terraform::DeclaredKinds(std::move(kinds));
}

}  // namespace wafpp::controls
