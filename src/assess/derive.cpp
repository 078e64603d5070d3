#include "assess/derive.h"

#include <fmt/format.h>

#include "assess/proof.h"
#include "hcl/visit.h"

namespace wafpp::assess {

namespace {

using controls::Answer;
using hcl::Expr;
using hcl::ExprKind;
using value::Value;

// A person reads a screenful; deeper parts are in what is shown of the part above them.
constexpr uint32_t kDepth = 8;
constexpr size_t kFacts = 3;
constexpr size_t kShown = 72;

class Deriver {
 public:
  Deriver(const Asked& asked, const facts::Fact& subject, const diag::SourceMap& sources)
      : asked_(asked), subject_(subject), sources_(sources) {}

  Derivation derive(const Expr& expr, uint32_t depth = 0) {
    const Expr& inner = inside(expr);
    Reply reply = ask(asked_, inner, subject_);
    Derivation result{.text = text_of(inner), .role = {}, .answer = reply.answer, .shown = show(reply.value)};
    if (!reply.value.is_known()) result.causes = causes_of(reply.value);
    if (std::string path = attribute_path(inner); !path.empty()) {
      result.trace = trace_of(subject_, path);
      return result;
    }
    if (depth < kDepth && !is_loop(inner)) add_parts(inner, depth, result);
    // What a part says is said there.
    if (inner.kind == ExprKind::Call || is_loop(inner)) result.notes = std::move(reply.notes);
    return result;
  }

  /// Gives what asks the same as `holds` the way of the attribute that a finding about it points at: a function's name tells of none.
  void add_place(const Expr& holds, std::string_view at, Derivation& derivation) {
    if (derivation.parts.empty() && derivation.trace.empty() && derivation.text == text_of(inside(holds)))
      derivation.trace = trace_of(subject_, at);
    for (Derivation& part : derivation.parts) add_place(holds, at, part);
  }

 private:
  static const Expr& inside(const Expr& expr) { return expr.kind == ExprKind::Paren ? inside(*hcl::as<hcl::ParenExpr>(expr).inner) : expr; }

  /// Inside a loop, names mean something that stands nowhere.
  static bool is_loop(const Expr& expr) { return expr.kind == ExprKind::For || expr.kind == ExprKind::Splat; }

  static bool is_literal(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::Number:
      case ExprKind::Bool:
      case ExprKind::Null:
      case ExprKind::String:
      case ExprKind::Error:
        return true;
      case ExprKind::Tuple: {
        bool literal = true;
        hcl::for_each_child(expr, [&](const Expr& child) { literal = literal && is_literal(child); });
        return literal;
      }
      default:
        return false;
    }
  }

  /// `self` alone says nothing that the heading does not.
  static bool is_self(const Expr& expr) {
    return expr.kind == ExprKind::Traversal && hcl::as<hcl::TraversalExpr>(expr).root == "self" &&
           hcl::as<hcl::TraversalExpr>(expr).steps.empty();
  }

  void add_parts(const Expr& expr, uint32_t depth, Derivation& result) {
    if (expr.kind == ExprKind::Conditional) {
      const auto& conditional = hcl::as<hcl::ConditionalExpr>(expr);
      Derivation condition = derive(*conditional.condition, depth + 1);
      Answer answer = condition.answer;
      result.parts.push_back(std::move(condition));
      if (answer != Answer::No) add_part(*conditional.then, depth, result);
      if (answer != Answer::Yes) add_part(*conditional.otherwise, depth, result);
      return;
    }
    hcl::for_each_child(expr, [&](const Expr& child) { add_part(child, depth, result); });
  }

  void add_part(const Expr& expr, uint32_t depth, Derivation& result) {
    const Expr& inner = inside(expr);
    if (!is_literal(inner) && !is_self(inner)) result.parts.push_back(derive(inner, depth + 1));
  }

  /// `a.b[0].c` of `self.a.b[0].c`: as `Fact::at` takes it. Empty for anything else.
  static std::string attribute_path(const Expr& expr) {
    if (expr.kind != ExprKind::Traversal) return {};
    const auto& traversal = hcl::as<hcl::TraversalExpr>(expr);
    std::string path;
    if (traversal.root != "self") return path;
    for (const hcl::Step& step : traversal.steps) {
      bool is_number = step.key != nullptr && step.key->kind == ExprKind::Number;
      if (step.key != nullptr && !is_number) return path;  // A key of a map: what stands for the map is shown.
      if (is_number) {
        path.append(1, '[').append(hcl::as<hcl::NumberExpr>(*step.key).text).append(1, ']');
      } else {
        path.append(path.empty() ? "" : ".").append(step.name);
      }
    }
    return path;
  }

  std::string text_of(const Expr& expr) const {
    std::string_view all = sources_.at(expr.place.source).text();
    std::string text;
    for (char c : all.substr(expr.place.begin, expr.place.end - expr.place.begin)) {
      bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      if (!is_space) text += c;
      if (is_space && !text.empty() && text.back() != ' ') text += ' ';
    }
    return text;
  }

  std::string show(const Value& value) const {
    if (!value.is_known()) return {};
    if (value.is_null()) return "null";
    bool is_object = value.kind() == value::TypeKind::Object;
    if (const facts::Fact* fact = is_object ? asked_.facts.of_value(value) : nullptr) return fact->subject;
    bool is_sequence = value.has_content() && (value.kind() == value::TypeKind::Tuple || value.kind() == value::TypeKind::List);
    if (!is_sequence || value.elements().empty()) return controls::shown(value, kShown);
    std::string names;
    size_t count = 0;
    for (const Value& element : value.elements()) {
      bool is_fact = element.has_content() && element.kind() == value::TypeKind::Object;
      const facts::Fact* fact = is_fact ? asked_.facts.of_value(element) : nullptr;
      if (fact == nullptr) return controls::shown(value, kShown);
      if (++count <= kFacts) names.append(names.empty() ? "" : ", ").append(fact->subject);
    }
    if (count > kFacts) names += fmt::format(", … ({})", count);
    return names;
  }

  const Asked& asked_;
  const facts::Fact& subject_;
  const diag::SourceMap& sources_;
};

}  // namespace

std::vector<Derivation> derive(const Asked& asked, const controls::Check& check, const facts::Fact& subject,
                               const diag::SourceMap& sources) {
  Deriver deriver(asked, subject, sources);
  std::vector<Derivation> all;
  auto add = [&](const controls::Expression& expression, std::string en, std::string de) {
    all.push_back(deriver.derive(*expression.parsed.expr));
    all.back().role = {std::move(en), std::move(de)};
    return all.back().answer;
  };
  for (const controls::Check::Condition& condition : check.when) {
    if (add(condition.expression, "applies when", "gilt, wenn") == Answer::No) return all;
  }
  if (!check.inherits.empty()) {
    add(check.inherits, "takes the verdict of", "übernimmt das Urteil von");
    // Null and an empty list: there is nobody to inherit from.
    Reply reply = ask(asked, check.inherits, subject);
    bool is_empty =
        reply.value.is_known() && (reply.value.is_null() || (reply.value.kind() == value::TypeKind::Tuple && reply.value.length() == 0));
    if (!is_empty) return all;
    all.pop_back();
  }
  add(check.pass, "passes when", "erfüllt, wenn");
  for (const controls::Check::Part& part : check.parts) {
    if (!part.at.empty()) deriver.add_place(*part.holds.parsed.expr, part.at, all.back());
  }
  return all;
}

}  // namespace wafpp::assess
