#include "controls/compare.h"

namespace wafpp::controls {
namespace {

Value same_project(Question& question, std::span<const Value> arguments) {
  const Fact* a = question.facts().of_value(arguments[0]);
  const Fact* b = question.facts().of_value(arguments[1]);
  if (a == nullptr || b == nullptr) return Value::boolean(false);
  Value of_a = a->at("project");
  Value of_b = b->at("project");
  bool has_a = !of_a.is_known() || !of_a.is_null();
  bool has_b = !of_b.is_known() || !of_b.is_null();
  if (has_a && has_b) return compared(of_a, of_b);
  if (!has_a && !has_b) return Value::boolean(a->provider == b->provider);
  return answer(Answer::Unknown, outside((has_a ? b : a)->place, {"the project of the provider", "das Projekt des Providers"}));
}

}  // namespace

extern const DomainFunction domain_same_project;
const DomainFunction domain_same_project = {
    .name = "same_project",
    .signature = "same_project(a, b)",
    .summary = "Whether two Google resources belong to the same project: both name it, or both take that of the same provider.",
    .min_arguments = 2,
    .max_arguments = 2,
    .call = same_project,
};

}  // namespace wafpp::controls
