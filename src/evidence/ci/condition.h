#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/ci/pipeline.h"

/// Conditions of jobs and steps, as far as they ask on what a pipeline runs.
namespace wafpp::evidence::ci {

/// What a name in a condition stands for.
struct Operand {
  bool is_known = false;
  bool is_null = false;             ///< Not there at all; as a text it is empty.
  Answer truth = Answer::Unknown;   ///< Of a bool.
  std::vector<std::string> one_of;  ///< Of a text: what it may be.
  std::string prefix;               ///< Of a text of which the beginning is known.

  static Operand unknown() { return {}; }
  static Operand null();
  static Operand of(bool truth);
  static Operand text(std::string text);
  static Operand any_of(std::vector<std::string> texts);
  static Operand begins(std::string prefix);
};

/// What the name (`github.ref`, `$CI_COMMIT_TAG`) or call (`always()`) stands for when the pipeline runs on `event`.
using Names = std::function<Operand(std::string_view name, Events event)>;

/// Whether a condition holds on one event. Operators and functions of GitHub, GitLab and Azure are understood: `&&`, `||`, `!`, `==`, `!=`,
/// `=~`, `!~`, `eq(a, b)`, `and(...)`, `startsWith(a, b)`. What is not understood is unknown.
Answer holds(std::string_view condition, Events event, const Names& names);
/// Of `events` those on which the condition may hold.
Events events_of(std::string_view condition, Events events, const Names& names);

}  // namespace wafpp::evidence::ci
