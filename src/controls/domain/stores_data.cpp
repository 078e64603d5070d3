#include "controls/stores.h"

namespace wafpp::controls {
namespace {

Value stores_data(Question& question, std::span<const Value> arguments) {
  const Fact* store = question.facts().of_value(arguments[0]);
  return store == nullptr ? Value::boolean(false) : found_at(question, holds_data(question, *store));
}

}  // namespace

extern const DomainFunction domain_stores_data;
const DomainFunction domain_stores_data = {
    .name = "stores_data",
    .signature = "stores_data(store)",
    .summary = "Whether a resource of a type that can hold data does so as it is configured, by what the catalogue says of the type.",
    .call = stores_data,
};

}  // namespace wafpp::controls
