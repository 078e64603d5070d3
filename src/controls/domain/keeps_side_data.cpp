#include "controls/stores.h"

namespace wafpp::controls {
namespace {

Value keeps_side_data(Question& question, std::span<const Value> arguments) {
  const Fact* store = question.facts().of_value(arguments[0]);
  return Value::boolean(store != nullptr && has_customer_key_for_side_data(question, *store).at != nullptr);
}

}  // namespace

extern const DomainFunction domain_keeps_side_data;
const DomainFunction domain_keeps_side_data = {
    .name = "keeps_side_data",
    .signature = "keeps_side_data(store)",
    .summary =
        "Whether a data store keeps something elsewhere under a key of its own, such as performance data or a generated password; true "
        "where that is not known.",
    .call = keeps_side_data,
};

}  // namespace wafpp::controls
