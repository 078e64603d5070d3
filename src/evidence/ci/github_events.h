#pragma once

#include <string_view>

#include "evidence/ci/builder.h"
#include "evidence/ci/condition.h"

namespace wafpp::evidence::ci {

/// On what a workflow runs, by its `on`.
struct GithubTriggers {
  Events events = 0;
  bool has_pull_request = false;
  bool is_called = false;  ///< `workflow_call`.
};
GithubTriggers github_triggers(const YamlNode* on);

/// What contexts and functions of GitHub's conditions are on an event.
Operand github_name(std::string_view name, Events event);

/// Why something never runs whose condition leaves no event.
std::string github_never(std::string_view condition);

/// `if` without the brackets around it.
std::string_view bare_condition(std::string_view condition);

/// Whether a condition lets something run though a step or job before it failed.
bool runs_after_failure(std::string_view condition);

}  // namespace wafpp::evidence::ci
