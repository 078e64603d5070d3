#include "controls/stores.h"

namespace wafpp::controls {
namespace {

Value is_store_of(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  const DataStore* store = fact == nullptr ? nullptr : question.catalogue().stores.find(fact->type());
  return Value::boolean(store != nullptr && text_of(arguments[1]) == store->group);
}

}  // namespace

extern const DomainFunction domain_is_store_of;
const DomainFunction domain_is_store_of = {
    .name = "is_store_of",
    .signature = "is_store_of(store, group)",
    .summary = "Whether the catalogue counts a resource type to a group of data stores: `data_store`, `volume`, `bucket`, `backup`.",
    .min_arguments = 2,
    .max_arguments = 2,
    .call = is_store_of,
};

}  // namespace wafpp::controls
