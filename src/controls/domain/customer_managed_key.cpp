#include "controls/domain.h"
#include "controls/keys.h"

namespace wafpp::controls {
namespace {

Value customer_managed_key(Question& question, std::span<const Value> arguments) {
  KeyAnswer key = customer_key(question, arguments[0]);
  return answer(key.answer, key.open);
}

}  // namespace

extern const DomainFunction domain_customer_managed_key;
const DomainFunction domain_customer_managed_key = {
    .name = "customer_managed_key",
    .signature = "customer_managed_key(value)",
    .summary =
        "Whether a value names an encryption key that the customer manages: by the resource, alias or lookup that it stems from, else by "
        "its text.",
    .call = customer_managed_key,
};

}  // namespace wafpp::controls
