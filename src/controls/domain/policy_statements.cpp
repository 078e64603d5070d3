#include "controls/domain.h"
#include "controls/policy.h"

namespace wafpp::controls {
namespace {

Value policy_statements(Question&, std::span<const Value> arguments) {
  std::optional<Policy> policy = parse_policy(arguments[0]);
  if (!policy && !arguments[0].is_known()) return undecided_by(arguments[0]);
  if (!policy) return Value::null();
  return to_value(*policy);
}

}  // namespace

extern const DomainFunction domain_policy_statements;
const DomainFunction domain_policy_statements = {
    .name = "policy_statements",
    .signature = "policy_statements(document)",
    .summary = "The statements of an IAM policy document as a list of objects whose members are lists; null where it is none.",
    .call = policy_statements,
};

}  // namespace wafpp::controls
