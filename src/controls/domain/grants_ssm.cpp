#include <fmt/format.h>

#include <algorithm>

#include "controls/domain.h"
#include "controls/iam.h"

namespace wafpp::controls {
namespace {

/// What stands between a role and an action.
struct Missing {
  Grant grant = Grant::Yes;
  std::string action;
  diag::Place place;  ///< Of the policy that denies or bounds it.
};

/// The first action that the policies do not grant, the worst kind of lack first: what is open could still be granted.
Missing first_missing(const std::vector<std::string>& actions, const std::vector<RolePolicy>& policies) {
  std::vector<const Policy*> readable;
  for (const RolePolicy& policy : policies) {
    if (policy.open.empty()) readable.push_back(&policy.policy);
  }
  Missing open;
  for (const std::string& action : actions) {
    GrantResult result = grants(readable, action);
    if (result.grant == Grant::Yes) continue;
    Missing missing = {result.grant, action, {}};
    for (const RolePolicy& policy : policies) {
      const std::vector<Statement>& statements = policy.policy.statements;
      bool decides = result.by != nullptr && !statements.empty() && result.by >= statements.data() && result.by <= &statements.back();
      if (decides) missing.place = policy.place;
    }
    if (result.grant != Grant::Open) return missing;
    if (open.action.empty()) open = std::move(missing);
  }
  return open;
}

void say_missing(Question& question, const Fact& role, const Missing& missing) {
  diag::Place place = missing.place.known() ? missing.place : role.place;
  switch (missing.grant) {
    case Grant::Denied:
      question.note(Note::Kind::Reason, place, fmt::format("`{}` is denied `{}`", role.subject, missing.action),
                    fmt::format("`{}` ist `{}` verweigert", role.subject, missing.action));
      return;
    case Grant::Bounded:
      question.note(Note::Kind::Reason, place,
                    fmt::format("`{}` is allowed `{}` only under a condition or on some resources", role.subject, missing.action),
                    fmt::format("`{}` darf `{}` nur unter einer Bedingung oder auf einzelnen Ressourcen", role.subject, missing.action));
      return;
    case Grant::No:
    case Grant::Open:
    case Grant::Yes:
      question.note(Note::Kind::Reason, place, fmt::format("no policy of `{}` allows `{}`", role.subject, missing.action),
                    fmt::format("keine Policy von `{}` erlaubt `{}`", role.subject, missing.action));
      return;
  }
}

/// By which policy, where a single one does; else by which of them together.
void say_granted(Question& question, const Fact& role, const std::vector<RolePolicy>& policies) {
  std::string names;
  const RolePolicy* first = nullptr;
  for (const RolePolicy& policy : policies) {
    if (!policy.open.empty()) continue;
    const Policy* one = &policy.policy;
    auto gives = [&](const std::string& action) { return grants(std::span(&one, 1), action).grant == Grant::Yes; };
    const std::vector<std::string>& actions = question.catalogue().ssm_actions;
    if (std::all_of(actions.begin(), actions.end(), gives)) {
      first = &policy;
      names = fmt::format("`{}`", policy.name);
      break;
    }
    if (std::none_of(actions.begin(), actions.end(), gives)) continue;
    if (first == nullptr) first = &policy;
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", policy.name);
  }
  if (first == nullptr) return;
  question.note(Note::Kind::Reason, first->place, fmt::format("`{}` may do what Systems Manager needs, by {}", role.subject, names),
                fmt::format("`{}` darf, was der Systems Manager braucht, durch {}", role.subject, names));
}

/// Whether the role's trust policy keeps EC2 out.
bool keeps_ec2_out(const Fact& role) {
  std::optional<Policy> trust = parse_policy(role.at("assume_role_policy"));
  return trust && trusts_service(*trust, "ec2") == false;
}

Value ask_role(Question& question, const Fact& role) {
  if (keeps_ec2_out(role)) {
    question.note(Note::Kind::Reason, role.place_of("assume_role_policy"),
                  fmt::format("`{}` does not trust `ec2.amazonaws.com`", role.subject),
                  fmt::format("`{}` vertraut `ec2.amazonaws.com` nicht", role.subject));
    return answer(Answer::No);
  }
  std::vector<RolePolicy> policies = role_policies(question, role);
  Missing missing = first_missing(question.catalogue().ssm_actions, policies);
  if (missing.action.empty()) {
    say_granted(question, role, policies);
    Value boundary = role.at("permissions_boundary");
    if (!boundary.is_known() || !boundary.is_null()) {
      question.note(Note::Kind::Assumption, role.place_of("permissions_boundary"),
                    "the permissions boundary of the role allows what Systems Manager needs",
                    "die Permissions Boundary der Rolle erlaubt, was der Systems Manager braucht");
    }
    return answer(Answer::Yes);
  }
  // What one policy denies, none can give back. Everything else could be in a policy that is not known.
  if (missing.grant != Grant::Denied) {
    std::vector<value::Origin> open;
    for (RolePolicy& policy : policies) {
      if (!policy.open.empty()) open.push_back(std::move(policy.open));
    }
    if (!open.empty()) return answer(Answer::Unknown, value::Origin::combined(std::move(open)));
    if (missing.grant == Grant::Open) {
      return answer(Answer::Unknown, cause(value::CauseKind::Error, missing.place, fmt::format("a condition on `{}`", missing.action)));
    }
  }
  say_missing(question, role, missing);
  return answer(Answer::No);
}

/// What a role may do, with what is to be said of it: the same for all machines that have it.
struct OfRole {
  Value answer;
  std::vector<Note> notes;
};

Value ask_role_once(Question& question, const Fact& role) {
  const OfRole& known = question.relations().once<OfRole>(role, [&] {
    Question own(question.facts(), question.relations(), question.catalogue(), role);
    Value result = ask_role(own, role);
    return OfRole{std::move(result), std::move(own.notes())};
  });
  question.notes().insert(question.notes().end(), known.notes.begin(), known.notes.end());
  return known.answer;
}

Value grants_ssm(Question& question, std::span<const Value> arguments) {
  const Fact* machine = question.facts().of_value(arguments[0]);
  if (machine == nullptr) return answer(Answer::No);
  Hop profile = instance_profile(question, *machine);
  if (!profile.open.empty()) return answer(Answer::Unknown, profile.open);
  if (profile.fact == nullptr) {
    question.note(Note::Kind::Reason, machine->place, "it has no instance profile", "sie hat kein Instance Profile");
    return answer(Answer::No);
  }
  Hop role = profile_role(question, *profile.fact);
  if (!role.open.empty()) return answer(Answer::Unknown, role.open);
  if (role.fact == nullptr) {
    question.note(Note::Kind::Reason, profile.fact->place, fmt::format("`{}` has no role", profile.fact->subject),
                  fmt::format("`{}` hat keine Rolle", profile.fact->subject));
    return answer(Answer::No);
  }
  Value result = ask_role_once(question, *role.fact);
  Value own = machine->at("iam_instance_profile");
  if (own.is_known() && own.is_null()) {
    question.note(Note::Kind::Reason, profile.fact->place, fmt::format("its launch template brings `{}`", profile.fact->subject),
                  fmt::format("das Launch Template bringt `{}` mit", profile.fact->subject));
  }
  return result;
}

}  // namespace

extern const DomainFunction domain_grants_ssm;
const DomainFunction domain_grants_ssm = {
    .name = "grants_ssm",
    .signature = "grants_ssm(instance)",
    .summary =
        "Whether the instance profile of an EC2 instance, its own or its launch template's, leads to a role that may do all that Systems "
        "Manager needs.",
    .call = grants_ssm,
};

}  // namespace wafpp::controls
