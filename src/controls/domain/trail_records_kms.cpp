#include "controls/trails.h"

namespace wafpp::controls {
namespace {

Value trail_records_kms(Question& question, std::span<const Value> arguments) {
  const Fact* trail = question.facts().of_value(arguments[0]);
  if (trail == nullptr) return Value::boolean(false);
  TrailAnswer records = records_kms(*trail);
  question.found_at(*trail, records.path);
  return answer(records.answer, records.open);
}

}  // namespace

extern const DomainFunction domain_trail_records_kms;
const DomainFunction domain_trail_records_kms = {
    .name = "trail_records_kms",
    .signature = "trail_records_kms(trail)",
    .summary = "Whether a CloudTrail trail records what is done with KMS keys, reading included.",
    .call = trail_records_kms,
};

}  // namespace wafpp::controls
