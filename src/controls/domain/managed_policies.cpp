#include "controls/domain.h"
#include "controls/iam.h"

namespace wafpp::controls {
namespace {

Value managed_policies(Question& question, std::span<const Value> arguments) {
  const Fact* fact = question.facts().of_value(arguments[0]);
  if (fact == nullptr) return Value::tuple({});
  if (fact->type() != "aws_iam_role") {
    Hop profile = fact->type() == "aws_iam_instance_profile" ? Hop{fact, {}} : instance_profile(question, *fact);
    Hop role = profile.fact == nullptr ? profile : profile_role(question, *profile.fact);
    if (!role.open.empty()) return Value::unknown().with_origin(role.open);
    if (role.fact == nullptr) return Value::tuple({});
    fact = role.fact;
  }
  std::vector<Value> arns;
  for (const RolePolicy& policy : role_policies(question, *fact)) {
    if (!policy.arn.is_known() || !policy.arn.is_null()) arns.push_back(policy.arn);
  }
  return Value::tuple(std::move(arns));
}

}  // namespace

extern const DomainFunction domain_managed_policies;
const DomainFunction domain_managed_policies = {
    .name = "managed_policies",
    .signature = "managed_policies(instance)",
    .summary =
        "The ARNs of the managed policies of a role, or of the role behind an instance or instance profile; those that are not known are "
        "unknown.",
    .call = managed_policies,
};

}  // namespace wafpp::controls
