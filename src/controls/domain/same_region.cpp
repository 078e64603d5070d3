#include "controls/compare.h"

namespace wafpp::controls {
namespace {

Value same_region(Question& question, std::span<const Value> arguments) {
  const Fact* a = question.facts().of_value(arguments[0]);
  const Fact* b = question.facts().of_value(arguments[1]);
  if (a == nullptr || b == nullptr) return Value::boolean(false);
  return a->provider == b->provider ? compared(a->at("region"), b->at("region")) : Value::boolean(false);
}

}  // namespace

extern const DomainFunction domain_same_region;
const DomainFunction domain_same_region = {
    .name = "same_region",
    .signature = "same_region(a, b)",
    .summary = "Whether two resources belong to the same configuration of a provider, and lie in the same region of it.",
    .min_arguments = 2,
    .max_arguments = 2,
    .call = same_region,
};

}  // namespace wafpp::controls
