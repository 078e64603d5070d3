#include "controls/azure_access.h"

namespace wafpp::controls {
namespace {

Value grants_key_use(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  return fact == nullptr ? Value::boolean(false) : found_in(grants_keys(*fact));
}

}  // namespace

extern const DomainFunction domain_grants_key_use;
const DomainFunction domain_grants_key_use = {
    .name = "grants_key_use",
    .signature = "grants_key_use(assignment)",
    .summary =
        "Whether a role assignment of Azure is about keys: a role of Key Vault or a managed HSM, or an owner of a whole management group.",
    .call = grants_key_use,
};

}  // namespace wafpp::controls
