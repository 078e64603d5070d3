#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "controls/domain.h"
#include "controls/policy.h"

/// The way from an EC2 instance to what it may do: instance profile, role, policies.
namespace wafpp::controls {

/// Somewhere on the way: a resource, nothing, or something that is not known.
struct Hop {
  const Fact* fact = nullptr;
  value::Origin open;  ///< Not empty: not known, and it hangs on this.
  bool nothing() const { return fact == nullptr && open.empty(); }
};

/// What `value` names among `candidates`, by stem, name, or the name at the end of an ARN. A name that none has lies outside of the
/// estate; `what` is how the cause calls it: `instance profile`.
Hop follow(Question& question, uint32_t root, const Value& value, const std::vector<Relations::Candidate>& candidates, const Text& what);
/// Where `hop` led to a lookup: the resource of this root with the name that is looked up (the attribute `path`), else open, with the
/// name to look up.
Hop past_lookup(Question& question, Hop hop, std::string_view path, const std::vector<Relations::Candidate>& resources, const Text& what);

/// The launch template that an `aws_instance` or `aws_spot_instance_request` starts from.
Hop launch_template(Question& question, const Fact& machine);
/// The instance profile of an `aws_instance`, an `aws_spot_instance_request` (their own, else their launch template's), an
/// `aws_launch_template` or an `aws_launch_configuration`.
Hop instance_profile(Question& question, const Fact& machine);
/// The role in an instance profile.
Hop profile_role(Question& question, const Fact& profile);

/// A policy that a role has, however it got it.
struct RolePolicy {
  std::string name;  ///< ARN, address or name, as shown.
  Value arn;         ///< Of a managed policy, as far as it is known; null for an inline one.
  diag::Place place;
  Policy policy;
  value::Origin open;  ///< Not empty: what it says, or whether it is there, is not known, and hangs on this.
};

/// All policies of a role in the estate: attachments (one by one, many at a time, exclusive ones), managed and inline policies of the
/// role itself, inline policies as resources. What an exclusive resource does not list is not there.
std::vector<RolePolicy> role_policies(Question& question, const Fact& role);

/// The name behind the last `/` of an ARN or path, else behind the last `:`; the text itself where there is neither.
std::string_view last_name(std::string_view text);

/// The path and name of a policy that AWS publishes (`service-role/AmazonEC2RoleforSSM`), where `arn` is the ARN of one, the
/// partition perhaps not known; empty where it is none.
std::string published_policy(const Value& arn);

}  // namespace wafpp::controls
