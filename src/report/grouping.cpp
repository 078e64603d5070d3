#include "report/grouping.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <utility>

namespace wafpp::report {

namespace {

size_t mixed(size_t hash, size_t with) { return hash ^ (with + 0x9E3779B97F4A7C15 + (hash << 6) + (hash >> 2)); }

/// What the findings of one group have in common.
struct Key {
  const controls::Check* check;
  assess::Verdict verdict;
  diag::Place cause;
  std::string_view message;
  friend bool operator==(const Key&, const Key&) = default;
};

struct KeyHash {
  size_t operator()(const Key& key) const {
    size_t hash = std::hash<const void*>()(key.check);
    hash = mixed(hash, static_cast<size_t>(key.verdict));
    hash = mixed(hash, key.cause.source);
    hash = mixed(hash, key.cause.begin);
    hash = mixed(hash, key.cause.end);
    return mixed(hash, std::hash<std::string_view>()(key.message));
  }
};

struct InstanceKey {
  std::string_view folder;
  std::string_view subject;
  friend bool operator==(const InstanceKey&, const InstanceKey&) = default;
};

struct InstanceKeyHash {
  size_t operator()(const InstanceKey& key) const {
    return mixed(std::hash<std::string_view>()(key.folder), std::hash<std::string_view>()(key.subject));
  }
};

void add_to(std::vector<Group>& groups, std::unordered_map<Key, size_t, KeyHash>& known, const assess::Finding& finding) {
  Key key{.check = finding.check,
          .verdict = finding.verdict,
          .cause = finding.root_cause.known() ? finding.root_cause : finding.place,
          .message = finding.message->en};
  auto [at, fresh] = known.emplace(key, groups.size());
  if (fresh) groups.emplace_back();
  groups[at->second].findings.push_back(&finding);
}

}  // namespace

std::vector<CheckGroups> group_findings(const assess::Assessment& assessment) {
  std::vector<CheckGroups> all;
  std::unordered_map<const controls::Check*, size_t> by_check;
  std::unordered_map<Key, size_t, KeyHash> known;
  size_t at = 0;  // Of the last finding's check: they come check by check.
  for (const assess::Finding& finding : assessment.findings) {
    if (all.empty() || all[at].check != finding.check) {
      auto [place, fresh] = by_check.emplace(finding.check, all.size());
      if (fresh) all.push_back({.control = finding.control, .check = finding.check});
      at = place->second;
    }
    CheckGroups& of_check = all[at];
    switch (finding.verdict) {
      case assess::Verdict::Fail:
        add_to(of_check.failed, known, finding);
        break;
      case assess::Verdict::Undecided:
        add_to(of_check.undecided, known, finding);
        break;
      case assess::Verdict::Pass:
        of_check.passed.push_back(&finding);
        break;
      case assess::Verdict::NotApplicable:
        of_check.not_applicable.push_back(&finding);
        break;
      case assess::Verdict::Waived:
        of_check.waived.push_back(&finding);
        break;
    }
  }
  std::unordered_map<const controls::Control*, size_t> rank;
  for (const assess::ControlResult& result : assessment.controls) rank.emplace(result.control, rank.size());
  auto rank_of = [&](const CheckGroups& groups) {
    auto found = rank.find(groups.control);
    return found == rank.end() ? rank.size() : found->second;
  };
  std::stable_sort(all.begin(), all.end(), [&](const CheckGroups& a, const CheckGroups& b) { return rank_of(a) < rank_of(b); });
  return all;
}

std::vector<Instance> fold_environments(std::span<const assess::Finding* const> findings, const facts::Facts& facts) {
  std::vector<Instance> instances;
  std::unordered_map<InstanceKey, size_t, InstanceKeyHash> known;
  known.reserve(findings.size());
  for (const assess::Finding* finding : findings) {
    InstanceKey key{facts.roots()[finding->subject->root].folder, finding->subject->subject};
    auto [at, fresh] = known.emplace(key, instances.size());
    if (fresh) instances.push_back({.finding = finding, .roots = {}});
    instances[at->second].roots.push_back(finding->subject->root);
  }
  return instances;
}

}  // namespace wafpp::report
