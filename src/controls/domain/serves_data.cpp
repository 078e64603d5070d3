#include "controls/key_use.h"

namespace wafpp::controls {
namespace {

Value serves_data(Question& question, std::span<const Value> arguments) {
  const Fact* key = question.facts().of_value(arguments[0]);
  return Value::boolean(key != nullptr && !stores_of_key(question, *key).empty());
}

}  // namespace

extern const DomainFunction domain_serves_data;
const DomainFunction domain_serves_data = {
    .name = "serves_data",
    .signature = "serves_data(key)",
    .summary = "Whether a data store of the root has its key from a key resource.",
    .call = serves_data,
};

}  // namespace wafpp::controls
