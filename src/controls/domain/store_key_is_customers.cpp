#include "controls/stores.h"

namespace wafpp::controls {
namespace {

Value store_key_is_customers(Question& question, std::span<const Value> arguments) {
  const Fact* store = question.facts().of_value(arguments[0]);
  return store == nullptr ? Value::boolean(false) : found_at(question, has_customer_key(question, *store));
}

}  // namespace

extern const DomainFunction domain_store_key_is_customers;
const DomainFunction domain_store_key_is_customers = {
    .name = "store_key_is_customers",
    .signature = "store_key_is_customers(store)",
    .summary =
        "Whether a data store has a key that the customer manages wherever the catalogue says that its type declares one, or a resource "
        "that declares it for the store does.",
    .call = store_key_is_customers,
};

}  // namespace wafpp::controls
