#include "evidence/ci/gitlab_rules.h"

#include <algorithm>

#include "evidence/ci/condition.h"

namespace wafpp::evidence::ci {

namespace {

Operand gitlab_name(std::string_view name, Events event) {
  if (name == "$CI_PIPELINE_SOURCE") {
    if (event == kBranch || event == kTag) return Operand::text("push");
    if (event == kSchedule) return Operand::text("schedule");
    if (event == kManual) return Operand::any_of({"web", "api", "trigger", "pipeline", "parent_pipeline"});
    return Operand::unknown();
  }
  if (name.starts_with("$CI_MERGE_REQUEST")) return Operand::null();
  if (name == "$CI_COMMIT_TAG") {
    if (event == kTag) return Operand::begins("v");
    return event == kBranch || event == kSchedule ? Operand::null() : Operand::unknown();
  }
  if (name == "$CI_COMMIT_BRANCH") {
    if (event == kTag) return Operand::null();
    return event == kBranch ? Operand::text("the default branch") : Operand::unknown();
  }
  if (name == "$CI_DEFAULT_BRANCH") return event == kBranch ? Operand::text("the default branch") : Operand::unknown();
  if (name == "$CI_COMMIT_REF_PROTECTED") return Operand::text("true");
  return Operand::unknown();
}

/// In a child pipeline.
Operand child_name(std::string_view name, Events event) {
  return name == "$CI_PIPELINE_SOURCE" ? Operand::text("parent_pipeline") : gitlab_name(name, event);
}

/// A tag or branch by its own name may be the one that counts: what is asked of names is not known.
Answer holds_rule(std::string_view condition, Events event, Started started) {
  Answer answer = holds(condition, event, started == Started::ByParent ? child_name : gitlab_name);
  bool asks_name = condition.find("$CI_COMMIT_BRANCH ==") != std::string_view::npos ||
                   condition.find("$CI_COMMIT_BRANCH==") != std::string_view::npos ||
                   condition.find("$CI_COMMIT_BRANCH !=") != std::string_view::npos;
  bool asks_default = condition.find("$CI_DEFAULT_BRANCH") != std::string_view::npos;
  bool asks_tag = condition.find("$CI_COMMIT_TAG ==") != std::string_view::npos;
  if ((asks_name && !asks_default && event == kBranch) || (asks_tag && event == kTag)) return Answer::Unknown;
  return answer;
}

}  // namespace

Rules rules_of(const YamlNode* rules, Events events, Started started) {
  Rules result;
  result.events = events;
  if (rules == nullptr || !rules->is(YamlKind::Sequence)) return result;
  result.events = 0;
  Events open = events;
  for (const YamlNode& rule : rules->elements()) {
    // Rules of elsewhere, by `!reference`.
    if (!rule.is(YamlKind::Mapping)) {
      result.events |= open;
      continue;
    }
    std::string_view condition = text_at(rule, "if");
    // What changed, and which files there are, may be so or not.
    bool is_certain = rule.find("changes") == nullptr && rule.find("exists") == nullptr;
    std::string_view when = text_at(rule, "when");
    for (Events event = 1; event <= kAllEvents; event <<= 1) {
      if ((open & event) == 0) continue;
      Answer holds = condition.empty() ? Answer::Yes : holds_rule(condition, event, started);
      if (holds == Answer::No) continue;
      if (!is_certain) holds = Answer::Unknown;
      bool is_first = event == kBranch && (result.events & event) == 0;
      if (when != "never") result.events |= event;
      if (is_first && when != "never") {
        result.allows_failure = is_true(rule, "allow_failure");
        result.runs_after_failure = when == "always" || when == "on_failure";
      }
      // The first rule that holds is the last that is asked.
      if (holds == Answer::Yes) open &= ~event;
    }
  }
  return result;
}

Rules only_except(const YamlNode* only, const YamlNode* except) {
  Rules result;
  auto refs_of = [](const YamlNode* node) {
    if (node == nullptr) return std::vector<std::string>();
    return node->is(YamlKind::Mapping) ? texts_of(node->find("refs")) : texts_of(node);
  };
  std::vector<std::string> wanted = refs_of(only);
  if (!wanted.empty()) {
    result.events = 0;
    for (const std::string& ref : wanted) {
      if (ref == "merge_requests" || ref == "external_pull_requests") continue;
      if (ref == "tags") {
        result.events |= kTag;
      } else if (ref == "schedules") {
        result.events |= kSchedule;
      } else if (ref == "web" || ref == "api" || ref == "triggers" || ref == "pipelines") {
        result.events |= kManual;
      } else if (ref == "branches" || ref == "pushes") {
        result.events |= kBranch | kSchedule | kManual;
      } else if (ref.starts_with('/')) {
        // A pattern of names.
        result.events |= kBranch | kTag | kSchedule | kManual;
      } else {
        result.events |= kBranch | kSchedule | kManual;
      }
    }
  }
  for (const std::string& ref : refs_of(except)) {
    if (ref == "tags") result.events &= ~kTag;
    if (ref == "schedules") result.events &= ~kSchedule;
    if (ref == "branches") result.events &= ~kBranch;
  }
  return result;
}

}  // namespace wafpp::evidence::ci
