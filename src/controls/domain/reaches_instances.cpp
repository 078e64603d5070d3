#include "controls/patching.h"

namespace wafpp::controls {
namespace {

Value reaches_instances(Question& question, std::span<const Value> arguments) {
  const Fact* holder = question.facts().of_value(arguments[0]);
  return holder == nullptr ? Value::boolean(false) : reaches_machines(question, *holder);
}

}  // namespace

extern const DomainFunction domain_reaches_instances;
const DomainFunction domain_reaches_instances = {
    .name = "reaches_instances",
    .signature = "reaches_instances(task)",
    .summary =
        "Whether the `targets` of a maintenance window's task or of an association take an instance of the root in; true with an "
        "assumption where the root has none.",
    .call = reaches_instances,
};

}  // namespace wafpp::controls
