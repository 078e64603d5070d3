#include <fmt/format.h>

#include "controls/compare.h"
#include "controls/patching.h"

namespace wafpp::controls {
namespace {

constexpr std::string_view kDefaultSystem = "WINDOWS";  // Of `aws_ssm_patch_baseline.operating_system`.

bool points_at(const Fact& from, const Fact& baseline) {
  for (const value::OriginStep* stem : value::stems(from.at("baseline_id").origin())) {
    if (stem->target == baseline.target) return true;
  }
  return false;
}

class Search {
 public:
  Search(Question& question, const Fact& machine, const Value& system) : question_(question), machine_(machine), system_(system) {}

  Value ask() {
    for (const Fact* baseline : question_.facts().of_kind(machine_.root, "resource.aws_ssm_patch_baseline")) {
      Value of = baseline->at("operating_system");
      if (of.is_known() && of.is_null()) of = Value::string(kDefaultSystem);
      Value fits = compared(of, system_);
      if (truth(fits) == Answer::No) continue;
      if (truth(fits) == Answer::Unknown) {
        open_ = fits;
        continue;
      }
      if (applies(*baseline)) {
        question_.note(Note::Kind::Reason, baseline->place, fmt::format("`{}` is for it", baseline->subject),
                       fmt::format("`{}` gilt dafür", baseline->subject));
        return Value::boolean(true);
      }
      fitting_ = baseline;
    }
    if (!open_.is_known()) return undecided_by(open_, value::Type::boolean());
    explain();
    return Value::boolean(false);
  }

 private:
  bool applies(const Fact& baseline) {
    for (const Fact* chosen : question_.facts().of_kind(machine_.root, "resource.aws_ssm_default_patch_baseline")) {
      if (points_at(*chosen, baseline)) return true;
    }
    for (const Fact* group : question_.facts().of_kind(machine_.root, "resource.aws_ssm_patch_group")) {
      if (!points_at(*group, baseline)) continue;
      for (std::string_view key : {"Patch Group", "PatchGroup"}) {
        Value tag = tag_of(machine_, key);
        if (tag.is_known() && tag.is_null()) continue;
        Value fits = compared(group->at("patch_group"), tag);
        if (truth(fits) == Answer::Yes) return true;
        if (truth(fits) == Answer::Unknown) open_ = fits;
      }
    }
    return false;
  }

  void explain() {
    std::string system = shown(system_);
    if (fitting_ == nullptr) {
      question_.note(Note::Kind::Reason, machine_.place, fmt::format("no patch baseline is for {}", system),
                     fmt::format("keine Patch-Baseline gilt für {}", system));
      return;
    }
    question_.note(
        Note::Kind::Reason, fitting_->place,
        fmt::format("`{}` is for {}, but it is neither the default nor that of the instance's patch group", fitting_->subject, system),
        fmt::format("`{}` gilt für {}, ist aber weder Default noch die der Patch Group der Instanz", fitting_->subject, system));
  }

  Question& question_;
  const Fact& machine_;
  const Value& system_;
  const Fact* fitting_ = nullptr;
  Value open_;
};

Value patch_baseline_applies(Question& question, std::span<const Value> arguments) {
  const Fact* machine = question.facts().of_value(arguments[0]);
  if (machine == nullptr) return Value::boolean(false);
  Value system = operating_system(question, *machine);
  if (!system.is_known()) return undecided_by(system, value::Type::boolean());
  return Search(question, *machine, system).ask();
}

}  // namespace

extern const DomainFunction domain_patch_baseline_applies;
const DomainFunction domain_patch_baseline_applies = {
    .name = "patch_baseline_applies",
    .signature = "patch_baseline_applies(instance)",
    .summary =
        "Whether a patch baseline of the root is for the instance's operating system and applies to it: as the default, or through its "
        "patch group.",
    .call = patch_baseline_applies,
};

}  // namespace wafpp::controls
