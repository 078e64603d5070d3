#include "controls/trails.h"

namespace wafpp::controls {
namespace {

Value kms_use_is_watched(Question& question, std::span<const Value> arguments) {
  const Fact* trail = question.facts().of_value(arguments[0]);
  return trail == nullptr ? Value::boolean(false) : watched(question, *trail);
}

}  // namespace

extern const DomainFunction domain_kms_use_is_watched;
const DomainFunction domain_kms_use_is_watched = {
    .name = "kms_use_is_watched",
    .signature = "kms_use_is_watched(trail)",
    .summary =
        "Whether something in the root raises an alarm on what is done with KMS keys: a metric filter with an alarm, or an event rule with "
        "a target.",
    .call = kms_use_is_watched,
};

}  // namespace wafpp::controls
