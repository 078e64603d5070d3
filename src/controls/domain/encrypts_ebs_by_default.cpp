#include "controls/account_default.h"

namespace wafpp::controls {
namespace {

Value encrypts_ebs_by_default(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  if (fact == nullptr) return Value::boolean(false);
  AccountDefault by_default = ebs_encryption_by_default(question, *fact);
  if (by_default.by == nullptr)
    return undecided(value::CauseKind::OutsideEstate, fact->place, "`aws_ebs_encryption_by_default`", value::Type::boolean());
  question.found_at(*by_default.by, by_default.path);
  return answer(by_default.answer, by_default.open);
}

}  // namespace

extern const DomainFunction domain_encrypts_ebs_by_default;
const DomainFunction domain_encrypts_ebs_by_default = {
    .name = "encrypts_ebs_by_default",
    .signature = "encrypts_ebs_by_default(setting)",
    .summary = "Whether the account of a resource encrypts new EBS volumes by default, for the same provider and region.",
    .call = encrypts_ebs_by_default,
};

}  // namespace wafpp::controls
