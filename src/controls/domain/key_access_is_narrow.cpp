#include "controls/azure_access.h"

namespace wafpp::controls {
namespace {

Value key_access_is_narrow(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  if (fact == nullptr) return Value::boolean(false);
  AzureAnswer result = access_is_narrow(*fact);
  if (!result.path.empty()) question.found_at(*fact, result.path);
  return found_in(result);
}

}  // namespace

extern const DomainFunction domain_key_access_is_narrow;
const DomainFunction domain_key_access_is_narrow = {
    .name = "key_access_is_narrow",
    .signature = "key_access_is_narrow(assignment)",
    .summary =
        "Whether a role, access policy or vault of Azure keeps keys to named principals: no role over a whole subscription or management "
        "group, and a vault whose keys cannot be purged.",
    .call = key_access_is_narrow,
};

}  // namespace wafpp::controls
