#include "controls/stores.h"

namespace wafpp::controls {
namespace {

Value side_data_key_is_customers(Question& question, std::span<const Value> arguments) {
  const Fact* store = question.facts().of_value(arguments[0]);
  return store == nullptr ? Value::boolean(true) : found_at(question, has_customer_key_for_side_data(question, *store));
}

}  // namespace

extern const DomainFunction domain_side_data_key_is_customers;
const DomainFunction domain_side_data_key_is_customers = {
    .name = "side_data_key_is_customers",
    .signature = "side_data_key_is_customers(store)",
    .summary =
        "Whether what a data store keeps elsewhere - performance data, a generated password - has a key that the customer manages; true "
        "where there is none.",
    .call = side_data_key_is_customers,
};

}  // namespace wafpp::controls
