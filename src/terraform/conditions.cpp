#include <algorithm>

#include "terraform/instance.h"
#include "value/convert.h"

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kConditionFailed = {.name = "condition-failed", .level = diag::Level::Error, .of_values = true};
constexpr diag::Kind kCheckFailed = {.name = "check-failed", .level = diag::Level::Warning, .of_values = true};
constexpr diag::Kind kNoCondition = {.name = "invalid-condition", .level = diag::Level::Error, .of_values = true};

bool is_false(const Value& holds) { return holds.has_content() && !holds.as_bool(); }

}  // namespace

/// The condition and message of a rule. A condition that is no bool is reported, and counts as not known.
ModuleInstance::Rule ModuleInstance::check_rule(const hcl::Block& block, const Repeat& repeat, const Value* self) {
  Rule rule{.block = &block, .holds = Value::unknown(value::Type::boolean()), .message = {}};
  const hcl::Attribute* condition = block.body->attribute("condition");
  if (condition == nullptr) return rule;
  Value result = evaluate(*condition->expr, repeat, self);
  auto holds = value::convert(result, value::Type::boolean());
  if (!holds || holds->is_null()) {
    std::string got = result.is_null() ? "null" : result.type().friendly_name();
    sink_of(repeat.kind).report(kNoCondition, condition->expr->place, "a condition is true or false, this one is " + got).emit();
    return rule;
  }
  rule.holds = std::move(*holds);
  const hcl::Attribute* message = block.body->attribute("error_message");
  if (message == nullptr || !is_false(rule.holds)) return rule;
  auto text = value::convert(evaluate(*message->expr, repeat, self), value::Type::string());
  if (text) rule.message = std::move(*text);
  return rule;
}

/// Says `text`, and what the author says, where the rule does not hold.
void ModuleInstance::report_rule(const Rule& rule, const diag::Kind& kind, std::string text, diag::Sink& sink) {
  if (!is_false(rule.holds)) return;
  auto report = sink.report(kind, rule.block->body->attribute("condition")->expr->place, std::move(text));
  bool is_shown = rule.message.has_content() && rule.message.deep_marks() == 0;
  if (is_shown) {
    std::move(report).help("the author says: " + std::string(rule.message.as_string())).emit();
  } else {
    std::move(report).emit();
  }
}

void ModuleInstance::validate_variable(const VariableDecl& decl) {
  for (const hcl::Block* validation : decl.validations) {
    report_rule(check_rule(*validation, repeat_, nullptr), kConditionFailed,
                "the value of variable `" + std::string(decl.name) + "` breaks a validation rule of its module", sink());
  }
}

void ModuleInstance::check_conditions(const hcl::Body& body, std::string_view type, const Repeat& repeat, const Value* self,
                                      const std::string& what) {
  for (const hcl::Block& block : body.blocks) {
    if (block.type == "lifecycle") check_conditions(*block.body, type, repeat, self, what);
    if (block.type != type) continue;
    report_rule(check_rule(block, repeat, self), kConditionFailed, "a " + std::string(type) + " of " + what + " does not hold",
                sink_of(repeat.kind));
  }
}

void ModuleInstance::evaluate_check(const hcl::Block& block) {
  Check& check = checks_.emplace_back();
  check.block = &block;
  check_ = &block;
  for (const hcl::Block& inner : block.body->blocks) {
    if (inner.type != "assert") continue;
    check.rules.push_back(check_rule(inner, {}, nullptr));
    report_rule(check.rules.back(), kCheckFailed, "a check of `" + std::string(block.labels[0].text) + "` does not hold", sink());
  }
  check_ = nullptr;
}

}  // namespace wafpp::terraform
