#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "assess/result.h"
#include "facts/fact.h"

/// Many findings to few things to say: what one change would mend is one of them.
namespace wafpp::report {

/// Findings with the same check, verdict, message and root cause, in the order of the assessment. Never empty.
struct Group {
  std::vector<const assess::Finding*> findings;
  const assess::Finding& first() const { return *findings.front(); }
};

/// All that one check found.
struct CheckGroups {
  const controls::Control* control = nullptr;
  const controls::Check* check = nullptr;
  std::vector<Group> failed;
  std::vector<Group> undecided;
  std::vector<const assess::Finding*> passed;
  std::vector<const assess::Finding*> not_applicable;
  std::vector<const assess::Finding*> waived;
};

/// By control in the order of the assessment, then by check as findings are sorted. Points into the assessment.
std::vector<CheckGroups> group_findings(const assess::Assessment& assessment);

/// A subject of one folder, with all the roots (one for each environment) in which it was found.
struct Instance {
  const assess::Finding* finding = nullptr;  ///< The first.
  std::vector<uint32_t> roots;
};

/// The subjects of `findings`, with the environments of one folder folded; in the order of their first findings.
std::vector<Instance> fold_environments(std::span<const assess::Finding* const> findings, const facts::Facts& facts);

}  // namespace wafpp::report
