#include <fmt/format.h>

#include "controls/trails.h"

namespace wafpp::controls {
namespace {

Value kms_recorded_elsewhere(Question& question, std::span<const Value> arguments) {
  const Fact* trail = question.facts().of_value(arguments[0]);
  if (trail == nullptr || records_kms(*trail).answer == Answer::Yes) return Value::boolean(false);
  for (const Fact* other : question.facts().of_kind(trail->root, trail->kind)) {
    if (other == trail || other->unknown_instances || records_kms(*other).answer != Answer::Yes) continue;
    question.note(Note::Kind::Reason, other->place, fmt::format("`{}` does", other->subject), fmt::format("`{}` tut es", other->subject));
    return Value::boolean(true);
  }
  return Value::boolean(false);
}

}  // namespace

extern const DomainFunction domain_kms_recorded_elsewhere;
const DomainFunction domain_kms_recorded_elsewhere = {
    .name = "kms_recorded_elsewhere",
    .signature = "kms_recorded_elsewhere(trail)",
    .summary = "Whether another trail of the root records what is done with KMS keys, so that this one need not.",
    .call = kms_recorded_elsewhere,
};

}  // namespace wafpp::controls
