#include "evidence/ci/github_events.h"

#include <fmt/format.h>

#include "base/text.h"

namespace wafpp::evidence::ci {

namespace {

void add_trigger(std::string_view name, const YamlNode* filter, GithubTriggers& to) {
  if (name == "push") {
    bool has_branches = filter != nullptr && (filter->find("branches") != nullptr || filter->find("branches-ignore") != nullptr);
    bool has_tags = filter != nullptr && (filter->find("tags") != nullptr || filter->find("tags-ignore") != nullptr);
    if (has_branches || !has_tags) to.events |= kBranch;
    if (has_tags || !has_branches) to.events |= kTag;
  } else if (name == "release" || name == "create") {
    to.events |= kTag;
  } else if (name == "schedule") {
    to.events |= kSchedule;
  } else if (name == "workflow_dispatch" || name == "repository_dispatch") {
    to.events |= kManual;
  } else if (name == "workflow_call") {
    to.is_called = true;
  } else if (name.starts_with("pull_request") || name.starts_with("issue") || name == "discussion" || name == "merge_group") {
    to.has_pull_request = true;
  } else {
    to.events |= kOther;
  }
}

}  // namespace

GithubTriggers github_triggers(const YamlNode* on) {
  GithubTriggers triggers;
  if (on == nullptr) return triggers;
  if (on->is_scalar()) add_trigger(on->text(), nullptr, triggers);
  for (const YamlNode& element : on->elements()) add_trigger(element.text(), nullptr, triggers);
  for (const YamlMember& member : on->members()) add_trigger(member.key.text(), &member.value, triggers);
  return triggers;
}

Operand github_name(std::string_view name, Events event) {
  if (name == "always()" || name == "success()") return Operand::of(true);
  if (name == "failure()" || name == "cancelled()") return Operand::of(false);
  if (name == "github.event_name") {
    if (event == kBranch) return Operand::text("push");
    if (event == kTag) return Operand::any_of({"push", "release", "create"});
    if (event == kSchedule) return Operand::text("schedule");
    if (event == kManual) return Operand::any_of({"workflow_dispatch", "repository_dispatch"});
    return Operand::unknown();
  }
  bool is_tag = event == kTag;
  if (name == "github.ref" && event != kOther) return Operand::begins(is_tag ? "refs/tags/" : "refs/heads/");
  if (name == "github.ref_type" && event != kOther) return Operand::text(is_tag ? "tag" : "branch");
  if (name == "github.head_ref" || name == "github.base_ref" || name.starts_with("github.event.pull_request")) return Operand::null();
  return Operand::unknown();
}

std::string_view bare_condition(std::string_view condition) {
  condition = base::trimmed(condition);
  if (condition.starts_with("${{") && condition.ends_with("}}") && condition.find("}}") == condition.size() - 2) {
    condition = base::trimmed(condition.substr(3, condition.size() - 5));
  }
  return condition;
}

std::string github_never(std::string_view condition) {
  if (condition == "false") return "its condition is false";
  bool is_pull_request = condition.find("pull_request") != std::string_view::npos || condition.find("head_ref") != std::string_view::npos;
  return is_pull_request ? "it runs for pull requests only" : "its condition never holds where images are made";
}

bool runs_after_failure(std::string_view condition) {
  bool is_named = condition.find("always()") != std::string_view::npos || condition.find("failure()") != std::string_view::npos ||
                  condition.find("cancelled()") != std::string_view::npos;
  // What asks whether something before it went well does wait for that.
  bool asks = condition.find("== 'success'") != std::string_view::npos || condition.find("=='success'") != std::string_view::npos ||
              condition.find("!= 'failure'") != std::string_view::npos || condition.find("!failure()") != std::string_view::npos ||
              condition.find("! failure()") != std::string_view::npos;
  return is_named && !asks;
}

}  // namespace wafpp::evidence::ci
