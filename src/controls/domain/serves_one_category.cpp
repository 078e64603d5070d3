#include "controls/key_use.h"

namespace wafpp::controls {
namespace {

Value serves_one_category(Question& question, std::span<const Value> arguments) {
  const Fact* key = question.facts().of_value(arguments[0]);
  return key == nullptr ? Value::boolean(false) : one_category(question, *key);
}

}  // namespace

extern const DomainFunction domain_serves_one_category;
const DomainFunction domain_serves_one_category = {
    .name = "serves_one_category",
    .signature = "serves_one_category(key)",
    .summary =
        "Whether all data stores of the root that have their key from a key resource are of one category of data and one environment.",
    .call = serves_one_category,
};

}  // namespace wafpp::controls
