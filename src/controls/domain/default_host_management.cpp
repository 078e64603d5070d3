#include <fmt/format.h>

#include "controls/domain.h"

namespace wafpp::controls {
namespace {

constexpr std::string_view kSetting = "/ssm/managed-instance/default-ec2-instance-management-role";

/// Whether `setting_id` is the setting: by its path, or by an ARN that ends in it.
Answer is_setting(const Value& id) {
  if (std::optional<std::string_view> text = text_of(id)) {
    return *text == kSetting || (text->starts_with("arn:") && text->ends_with(kSetting)) ? Answer::Yes : Answer::No;
  }
  const value::Refinement* known = id.is_known() ? nullptr : id.refinement();
  if (known == nullptr || known->suffix.empty()) return id.is_known() ? Answer::No : Answer::Unknown;
  if (known->suffix.ends_with(kSetting)) return Answer::Yes;
  return kSetting.ends_with(known->suffix) ? Answer::Unknown : Answer::No;
}

// https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html
Value default_host_management(Question& question, std::span<const Value> arguments) {
  const Fact* machine = question.facts().of_value(arguments[0]);
  if (machine == nullptr) return answer(Answer::No);
  Value region = machine->at("region");
  Answer found = Answer::No;
  value::Origin open;
  auto may = [&](value::Origin because) {
    found = Answer::Unknown;
    if (open.empty()) open = std::move(because);
  };
  for (const Fact* setting : question.facts().of_kind(machine->root, "resource.aws_ssm_service_setting")) {
    // The setting is the account's in one region.
    if (setting->provider != machine->provider) continue;
    Value other = setting->at("region");
    if (region.is_known() && other.is_known() && text_of(region) != text_of(other)) continue;
    Value id = setting->at("setting_id");
    Answer is = is_setting(id);
    if (is == Answer::No) continue;
    Value role = setting->at("setting_value");
    if (is == Answer::Unknown) {
      may(undecided_by(id).origin());
    } else if (!role.is_known() && value::stems(role.origin()).empty()) {
      may(undecided_by(role).origin());
    } else if (role.is_known() && (!text_of(role) || text_of(role)->empty() || *text_of(role) == "$None")) {
      // How it is switched off.
    } else if (setting->unknown_instances) {
      may(cause(value::CauseKind::UnknownInstances, setting->place, setting->subject));
    } else {
      question.note(Note::Kind::Reason, setting->place,
                    fmt::format("`{}` has all instances of the region managed by default", setting->subject),
                    fmt::format("`{}` lässt alle Instanzen der Region verwalten", setting->subject));
      question.note(Note::Kind::Assumption, machine->place,
                    "the image has an SSM agent of version 3.2.582.0 or later, and the instance uses IMDSv2",
                    "das Image hat einen SSM-Agent ab Version 3.2.582.0, und die Instanz nutzt IMDSv2");
      return answer(Answer::Yes);
    }
  }
  return answer(found, open);
}

}  // namespace

extern const DomainFunction domain_default_host_management;
const DomainFunction domain_default_host_management = {
    .name = "default_host_management",
    .signature = "default_host_management(instance)",
    .summary = "Whether the account's default host management takes an EC2 instance in, for the same provider and region.",
    .call = default_host_management,
};

}  // namespace wafpp::controls
