#include "controls/account_default.h"

namespace wafpp::controls {
namespace {

Value ebs_default_key_is_customers(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  if (fact == nullptr) return Value::boolean(false);
  AccountDefault key = ebs_default_key(question, *fact);
  if (key.by == nullptr) {
    question.note(Note::Kind::Reason, fact->place, "no `aws_ebs_default_kms_key` names another key than `aws/ebs`",
                  "kein `aws_ebs_default_kms_key` nennt einen anderen Schlüssel als `aws/ebs`");
    return Value::boolean(false);
  }
  question.found_at(*key.by, key.path);
  return answer(key.answer, key.open);
}

}  // namespace

extern const DomainFunction domain_ebs_default_key_is_customers;
const DomainFunction domain_ebs_default_key_is_customers = {
    .name = "ebs_default_key_is_customers",
    .signature = "ebs_default_key_is_customers(setting)",
    .summary =
        "Whether the key that EBS takes by default in the account of a resource is one that the customer manages, for the same provider "
        "and region.",
    .call = ebs_default_key_is_customers,
};

}  // namespace wafpp::controls
