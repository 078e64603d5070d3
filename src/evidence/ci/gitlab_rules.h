#pragma once

#include <cstdint>

#include "evidence/ci/builder.h"

namespace wafpp::evidence::ci {

/// All that GitLab runs pipelines on, merge requests aside.
constexpr Events kGitlabEvents = kBranch | kTag | kSchedule | kManual;

/// What `rules`, or `only` and `except`, come to.
struct Rules {
  Events events = kGitlabEvents;
  bool allows_failure = false;      ///< By the rule that holds for the default branch.
  bool runs_after_failure = false;  ///< Likewise.
};
/// What starts a pipeline: something that happened, or a job of another one.
enum class Started : uint8_t { ByEvent, ByParent };
/// Without rules: all of `events`. In a child pipeline these are the events of its parent.
Rules rules_of(const YamlNode* rules, Events events, Started started);
Rules only_except(const YamlNode* only, const YamlNode* except);

}  // namespace wafpp::evidence::ci
