#include "terraform/early.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "terraform/address_form.h"
#include "terraform/reference_text.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kKeptBack = {.name = "sensitive-too-early", .level = diag::Level::Error};
constexpr diag::Kind kNotEarly = {.name = "evaluated-too-early", .level = diag::Level::Error};

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The reference that `expr` hangs on, through variables of modules and locals, and that nothing is known of so early; null where there
/// is none. What was looked at once is in `seen`.
const hcl::TraversalExpr* late_reference(const ModuleInstance& instance, const hcl::Expr& expr) {
  std::set<std::pair<const ModuleInstance*, const hcl::Expr*>> seen;
  std::vector<std::pair<const ModuleInstance*, const hcl::Expr*>> open{{&instance, &expr}};
  const hcl::TraversalExpr* late = nullptr;
  while (!open.empty() && late == nullptr) {
    auto [in, next] = open.back();
    open.pop_back();
    if (!seen.insert({in, next}).second) continue;
    for_each_reference(*next, [&](const hcl::TraversalExpr& reference) {
      std::string_view name = reference.steps.empty() ? std::string_view() : reference.steps[0].name;
      if (reference.root == "local") {
        auto local = in->module().locals.find(name);
        if (local != in->module().locals.end()) open.emplace_back(in, local->second.attribute->expr);
      } else if (reference.root == "var") {
        const hcl::Attribute* argument = in->call() != nullptr ? in->call()->block->body->attribute(name) : nullptr;
        if (argument != nullptr) open.emplace_back(in->parent(), argument->expr);
      } else if (!is_one_of(reference.root, {"path", "terraform", "tofu"}) && late == nullptr) {
        late = &reference;
      }
    });
  }
  return late;
}

/// The module's names, as far as they are known early.
class EarlyScope : public eval::Scope {
 public:
  EarlyScope(ModuleInstance& instance, std::string_view where, bool has_encryption)
      : instance_(instance), where_(where), has_encryption_(has_encryption) {}

  Found find(const hcl::TraversalExpr& traversal, eval::Evaluator& evaluator) override {
    if (has_encryption_ && is_one_of(traversal.root, {"key_provider", "method"}))
      return {.value = reference_text(traversal), .steps = traversal.steps.size(), .is_reference = false};
    const hcl::TraversalExpr* late = late_reference(instance_, traversal);
    if (late == nullptr) return instance_.find(traversal, {}, nullptr, evaluator);
    std::string name(late->root);
    for (const hcl::Step& step : late->steps) {
      if (step.key != nullptr) break;
      name.append(1, '.').append(step.name);
    }
    evaluator.sink()
        .report(kNotEarly, traversal.place, std::string(where_) + " may not hang on `" + name + "`, which is evaluated later")
        .help("it may refer to variables, locals, `path` and `terraform.workspace`")
        .emit();
    value::OriginStep cause{
        .kind = value::OriginStep::Kind::Cause, .cause = value::CauseKind::Error, .place = traversal.place, .text = std::move(name)};
    return {.value = Value::unknown().with_origin(value::Origin::step(std::move(cause))), .steps = traversal.steps.size()};
  }

 private:
  ModuleInstance& instance_;
  std::string_view where_;
  bool has_encryption_;
};

std::shared_ptr<BodyValue> body_of(ModuleInstance& instance, const hcl::Block& block, std::string_view where, bool has_encryption) {
  EarlyScope scope(instance, where, has_encryption);
  RootContext& root = instance.root();
  eval::Evaluator evaluator(scope, root.functions, instance.sink(), root.budget, root.logic);
  return evaluate_body(block, Level::Nested, evaluator);
}

bool is_kept_back(const Value& value) { return (value.deep_marks() & (value::kSensitive | value::kEphemeral)) != 0; }

void refuse(ModuleInstance& instance, const diag::Place& place, std::string_view where) {
  instance.sink()
      .report(kKeptBack, place, std::string(where) + " would be stored in the clear, and may not hang on a sensitive or ephemeral value")
      .emit();
}

/// Recursion is bounded by the depth of blocks.
void refuse_kept_back(ModuleInstance& instance, const BodyValue& body, std::string_view where) {
  for (const BodyValue::Attribute& attribute : body.attributes) {
    if (is_kept_back(attribute.value)) refuse(instance, attribute.expr_place, where);
  }
  for (const BodyValue::Block& block : body.blocks) refuse_kept_back(instance, *block.body, where);
}

/// Passphrases, keys and credentials may have any name: all of it is kept back.
void keep_back(BodyValue& encryption) {
  for (BodyValue::Block& block : encryption.blocks) {
    if (block.type != "key_provider") continue;
    auto kept = std::make_shared<BodyValue>(*block.body);
    for (BodyValue::Attribute& attribute : kept->attributes) attribute.value = std::move(attribute.value).add_marks(value::kSensitive);
    block.body = std::move(kept);
  }
}

}  // namespace

Value early_value(ModuleInstance& instance, const hcl::Expr& expr, std::string_view where) {
  EarlyScope scope(instance, where, false);
  Value value = instance.evaluate(expr, scope);
  if (!is_kept_back(value)) return value;
  refuse(instance, expr.place, where);
  value::OriginStep cause{
      .kind = value::OriginStep::Kind::Cause, .cause = value::CauseKind::Error, .place = expr.place, .text = std::string(where)};
  return Value::unknown().with_origin(value::Origin::step(std::move(cause)));
}

std::shared_ptr<const BodyValue> early_body(ModuleInstance& instance, const hcl::Block& block, std::string_view where) {
  std::shared_ptr<BodyValue> body = body_of(instance, block, where, false);
  refuse_kept_back(instance, *body, where);
  return body;
}

std::shared_ptr<const BodyValue> encryption_body(ModuleInstance& instance, const hcl::Block& block) {
  std::shared_ptr<BodyValue> body = body_of(instance, block, "the encryption of the state", true);
  keep_back(*body);
  return body;
}

}  // namespace wafpp::terraform
