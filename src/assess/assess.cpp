#include "assess/assess.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "assess/derive.h"
#include "assess/verdict.h"
#include "base/check.h"
#include "base/threads.h"
#include "controls/kinds.h"
#include "diag/source_order.h"

namespace wafpp::assess {

namespace {

// Small enough that threads share the work of one big root evenly, large enough that handing out costs nothing.
constexpr size_t kFactsAtOnce = 64;

// A root of more facts is not judged by the thread that read it, but by all together.
constexpr size_t kLargeRoot = 2'048;

/// Some subjects of one check.
struct Work {
  const controls::Control* control;
  const controls::Check* check;
  std::vector<const facts::Fact*> subjects;
};

std::vector<const facts::Fact*> subjects_of(const facts::Facts& facts, const controls::Check& check, uint32_t root) {
  std::vector<const facts::Fact*> subjects = facts.of_kind(root, check.of);
  for (const std::string& kind : check.also_of) {
    std::vector<const facts::Fact*> more = facts.of_kind(root, kind);
    subjects.insert(subjects.end(), more.begin(), more.end());
  }
  return subjects;
}

void count(CheckResult& result, const Finding& finding) {
  result.missing += finding.is_missing_evidence ? 1 : 0;
  switch (finding.verdict) {
    case Verdict::Pass:
      ++result.passed;
      return;
    case Verdict::Fail:
      ++result.failed;
      return;
    case Verdict::Undecided:
      ++result.undecided;
      return;
    case Verdict::NotApplicable:
      ++result.not_applicable;
      return;
    case Verdict::Waived:
      ++result.waived;
      return;
  }
}

/// By design section 7. Advice is shown, and decides nothing.
Standing standing_of(const RequirementResult& requirement) {
  CheckResult sum;
  for (const CheckResult& check : requirement.checks) {
    if (check.check->advice) continue;
    sum.passed += check.passed;
    sum.failed += check.failed;
    sum.undecided += check.undecided;
    sum.not_applicable += check.not_applicable;
    sum.waived += check.waived;
    sum.missing += check.missing;
  }
  if (sum.failed > 0) return Standing::Fail;
  if (sum.undecided > 0) return Standing::Undecided;
  if (sum.passed > 0 || sum.waived > 0) return Standing::Pass;
  if (sum.missing > 0) return Standing::NoEvidence;
  return sum.not_applicable > 0 ? Standing::NotApplicable : Standing::NoEvidence;
}

/// The worst of what the control demands. What was not asked is no pass.
Standing standing_of(const ControlResult& control, bool evidence_required) {
  // What is missing is no less than a failure where the project says that it has to be there.
  bool lacks_evidence = std::any_of(control.evidence.begin(), control.evidence.end(), lacks);
  if (evidence_required && lacks_evidence) return Standing::Fail;
  constexpr std::array<Standing, 5> kWorstFirst = {Standing::Fail, Standing::Undecided, Standing::NoEvidence, Standing::Pass,
                                                   Standing::NotApplicable};
  for (Standing standing : kWorstFirst) {
    for (const RequirementResult& requirement : control.requirements) {
      bool is_must = requirement.requirement->level == controls::RequirementLevel::Must ||
                     requirement.requirement->level == controls::RequirementLevel::MustNot;
      if (is_must && requirement.standing == standing) return standing;
    }
  }
  return Standing::NoEvidence;
}

std::vector<ControlResult> sum_up(const controls::ControlSet& controls, const facts::Facts& facts, const Assessment& assessment) {
  const Findings& findings = assessment.findings;
  std::unordered_map<const controls::Check*, CheckResult> by_check;
  CheckResult* of_last = nullptr;
  const controls::Check* last = nullptr;
  for (const Finding& finding : findings) {
    if (finding.check != last) of_last = &by_check[finding.check];
    last = finding.check;
    count(*of_last, finding);
  }
  std::vector<ControlResult> results;
  for (const controls::Control& control : controls.controls) {
    ControlResult result{.control = &control};
    for (const controls::Requirement& requirement : control.requirements) {
      RequirementResult of_requirement{.requirement = &requirement};
      auto take = [&](const controls::Check& check) {
        CheckResult of_check = by_check[&check];
        of_check.check = &check;
        of_requirement.checks.push_back(of_check);
      };
      for (const controls::Check& check : control.checks) {
        if (check.requirement == requirement.id) take(check);
      }
      for (const std::string& id : requirement.checks) {
        if (const controls::Check* check = controls.check(id).check) take(*check);
      }
      of_requirement.standing = standing_of(of_requirement);
      result.requirements.push_back(std::move(of_requirement));
    }
    for (const controls::EvidenceItem& item : control.evidence) result.evidence.push_back(evidence_state(facts, item));
    result.standing = standing_of(result, assessment.evidence_required);
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace

const controls::Text& FindingText::operator*() const {
  static const controls::Text kNone;
  return text_ != nullptr ? *text_ : kNone;
}

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass:
      return "pass";
    case Verdict::Fail:
      return "fail";
    case Verdict::Undecided:
      return "undecided";
    case Verdict::NotApplicable:
      return "not_applicable";
    case Verdict::Waived:
      return "waived";
  }
  return "";
}

std::string_view to_string(Standing standing) {
  switch (standing) {
    case Standing::Pass:
      return "pass";
    case Standing::Fail:
      return "fail";
    case Standing::Undecided:
      return "undecided";
    case Standing::NotApplicable:
      return "not_applicable";
    case Standing::NoEvidence:
      return "no_evidence";
  }
  return "";
}

namespace {

/// A check that needs no more than one root.
struct EarlyCheck {
  const controls::Control* control = nullptr;
  const controls::Check* check = nullptr;
  bool is_open = false;  ///< It is about all kinds of a beginning.
};

}  // namespace

/// What all who judge share, and what they found.
struct Assessor::State {
  State(const controls::ControlSet& all_controls, const AssessOptions& how) : controls(all_controls), options(how) {}

  const controls::ControlSet& controls;
  AssessOptions options;
  const facts::Facts* facts = nullptr;
  const diag::SourceMap* sources = nullptr;
  std::set<const controls::Check*> early;  ///< Those that need no more than their root.
  /// The early ones by what they are about: a root has few kinds, and a check may be about a hundred.
  std::unordered_map<std::string_view, std::vector<uint32_t>> early_by_kind;
  std::vector<EarlyCheck> early_checks;
  bool needs_all = false;
  std::set<std::string> needed;  ///< Kinds, where it is not all.
  std::vector<char> is_judged;   ///< By root; each written by one thread, so no bits.
  std::vector<std::vector<Finding>> found;

  void start(const facts::Facts& all_facts, const diag::SourceMap& all_sources) {
    facts = &all_facts;
    sources = &all_sources;
    is_judged.resize(facts->roots().size());
    found.resize(facts->roots().size());
    for (const controls::Control& control : controls.controls) {
      for (const controls::Check& check : control.checks) {
        if (is_early(check)) {
          early.insert(&check);
          list_early(control, check);
        } else {
          need_for(check);
        }
      }
    }
  }

  void list_early(const controls::Control& control, const controls::Check& check) {
    auto number = static_cast<uint32_t>(early_checks.size());
    early_checks.push_back({&control, &check});
    std::vector<std::string_view> kinds(check.also_of.begin(), check.also_of.end());
    kinds.push_back(check.of);
    bool is_open = std::any_of(kinds.begin(), kinds.end(), [](std::string_view kind) { return kind.ends_with(".*"); });
    early_checks.back().is_open = is_open;
    if (is_open) return;
    for (std::string_view kind : kinds) {
      std::vector<uint32_t>& of_kind = early_by_kind[kind];
      if (of_kind.empty() || of_kind.back() != number) of_kind.push_back(number);
    }
  }

  static bool is_of_code(std::string_view kind) { return !facts::is_evidence_kind(kind) && !is_late_kind(kind); }

  /// Whether the check needs nothing but the facts of a root's code, and what evidence says.
  static bool is_early(const controls::Check& check) {
    std::optional<std::vector<std::string>> asked = controls::kinds_asked_for(check);
    return check.evidence.empty() && asked && is_of_code(check.of) && std::all_of(check.also_of.begin(), check.also_of.end(), is_of_code) &&
           std::none_of(asked->begin(), asked->end(), is_late_kind);
  }

  /// Takes down what a check that is asked at the end looks at in code.
  void need_for(const controls::Check& check) {
    auto is_there = [&](std::string_view kind) {
      if (is_late_kind(kind)) return true;
      for (uint32_t root = 0; root < facts->roots().size(); ++root) {
        if (facts->roots()[root].is_evidence && facts->has_kind(root, kind)) return true;
      }
      return false;
    };
    std::vector<std::string> subjects = check.also_of;
    subjects.push_back(check.of);
    bool asks_code = std::any_of(subjects.begin(), subjects.end(), is_of_code);
    if (!asks_code && std::none_of(subjects.begin(), subjects.end(), is_there)) return;
    std::optional<std::vector<std::string>> asked = controls::kinds_asked_for(check);
    if (asks_code || !asked) {
      needs_all = true;
      return;
    }
    needed.insert(asked->begin(), asked->end());
  }

  Finding judge_in_scope(const Asked& asked, const Work& work, const controls::Requirement* requirement, const facts::Fact& subject) const {
    std::optional<Scope::Aside> aside =
        options.scope == nullptr || requirement == nullptr ? std::nullopt : options.scope->aside(*requirement, subject);
    if (!aside) return assess::judge(asked, *work.control, *work.check, subject);
    Finding finding;
    finding.check = work.check;
    finding.control = work.control;
    finding.subject = &subject;
    finding.verdict = Verdict::NotApplicable;
    finding.is_set_aside = true;
    finding.place = subject.place_of(work.check->at);
    finding.root_cause = finding.place;
    if (aside->place.known()) finding.trace.push_back({.kind = TraceStep::Kind::Reason, .place = aside->place, .text = aside->reason});
    finding.reason = FindingText(std::move(aside->reason));
    return finding;
  }

  /// One finding for each subject.
  void judge(const Asked& asked, const Work& work, std::vector<Finding>& into) const {
    const controls::Requirement* requirement = work.control->requirement(work.check->requirement);
    for (const facts::Fact* subject : work.subjects) {
      Finding finding = judge_in_scope(asked, work, requirement, *subject);
      if (options.derive && (finding.verdict == Verdict::Fail || finding.verdict == Verdict::Undecided)) {
        finding.derivation = std::make_shared<const std::vector<Derivation>>(derive(asked, *work.check, *subject, *sources));
      }
      into.push_back(std::move(finding));
    }
  }

  /// What `judge(root)` did not do, in portions.
  std::vector<Work> rest() const {
    std::vector<Work> every;
    for (const controls::Control& control : controls.controls) {
      for (const controls::Check& check : control.checks) every.push_back({&control, &check, {}});
    }
    // Roots and checks together are many, though hardly any of them have something left.
    std::vector<std::vector<Work>> parts(every.size());
    base::parallel_for(every.size(), options.threads, [&](size_t index) { parts[index] = rest_of(every[index]); });
    std::vector<Work> all;
    for (std::vector<Work>& part : parts) std::move(part.begin(), part.end(), std::back_inserter(all));
    return all;
  }

  /// The same of one check.
  std::vector<Work> rest_of(const Work& work) const {
    std::vector<Work> all;
    bool is_early = early.contains(work.check);
    for (uint32_t root = 0; root < facts->roots().size(); ++root) {
      if (is_judged[root] && is_early) continue;
      std::vector<const facts::Fact*> subjects = subjects_of(*facts, *work.check, root);
      for (size_t at = 0; at < subjects.size(); at += kFactsAtOnce) {
        auto begin = subjects.begin() + static_cast<ptrdiff_t>(at);
        auto end = subjects.begin() + static_cast<ptrdiff_t>(std::min(at + kFactsAtOnce, subjects.size()));
        all.push_back({work.control, work.check, {begin, end}});
      }
    }
    return all;
  }

  /// All findings in their order.
  Findings sorted() {
    size_t count = 0;
    for (const std::vector<Finding>& some : found) count += some.size();
    std::vector<const controls::Check*> checks;
    for (const controls::Control& control : controls.controls) {
      for (const controls::Check& check : control.checks) checks.push_back(&check);
    }
    std::sort(checks.begin(), checks.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
    std::unordered_map<const controls::Check*, uint32_t> check_ranks;
    for (const controls::Check* check : checks) check_ranks.emplace(check, static_cast<uint32_t>(check_ranks.size()));
    std::vector<uint32_t> path_ranks = diag::path_ranks(*sources);
    // Two numbers decide nearly always; only what stands at one place needs the subject's name.
    struct Keyed {
      uint64_t check_and_root;
      uint64_t place;
      Finding* finding;
    };
    std::vector<Keyed> keyed;
    keyed.reserve(count);
    for (std::vector<Finding>& some : found) {
      for (Finding& finding : some) {
        keyed.push_back({uint64_t{check_ranks[finding.check]} << 32 | finding.subject->root,
                         uint64_t{path_ranks[finding.place.source]} << 32 | finding.place.begin, &finding});
      }
    }
    std::sort(keyed.begin(), keyed.end(), [](const Keyed& a, const Keyed& b) {
      if (a.check_and_root != b.check_and_root) return a.check_and_root < b.check_and_root;
      if (a.place != b.place) return a.place < b.place;
      return a.finding->subject->subject < b.finding->subject->subject;
    });
    std::vector<Finding*> order;
    order.reserve(count);
    for (const Keyed& one : keyed) order.push_back(one.finding);
    return {std::move(found), std::move(order)};
  }
};

Assessor::Assessor(const controls::ControlSet& controls, const AssessOptions& options)
    : state_(std::make_unique<State>(controls, options)) {}

Assessor::~Assessor() = default;

void Assessor::begin(const facts::Facts& facts, const diag::SourceMap& sources, const Scope& scope) {
  state_->options.scope = &scope;
  state_->start(facts, sources);
}

void Assessor::start(const facts::Facts& facts, const diag::SourceMap& sources) { state_->start(facts, sources); }

bool Assessor::judge(uint32_t root) {
  const State& state = *state_;
  if (state.facts->count(root) > kLargeRoot) return false;
  controls::Relations relations(*state.facts);
  Asked asked{*state.facts, relations, controls::catalogue()};
  std::vector<Finding> found;
  std::vector<std::vector<const facts::Fact*>> subjects(state.early_checks.size());
  for (std::string_view kind : state.facts->kinds(root)) {
    auto checks = state.early_by_kind.find(kind);
    if (checks == state.early_by_kind.end()) continue;
    const std::vector<const facts::Fact*> of_kind = state.facts->of_kind(root, kind);
    for (uint32_t number : checks->second) subjects[number].insert(subjects[number].end(), of_kind.begin(), of_kind.end());
  }
  size_t count = 0;
  for (size_t number = 0; number < state.early_checks.size(); ++number) {
    if (state.early_checks[number].is_open) subjects[number] = subjects_of(*state.facts, *state.early_checks[number].check, root);
    count += subjects[number].size();
  }
  found.reserve(count);
  for (size_t number = 0; number < state.early_checks.size(); ++number) {
    const EarlyCheck& early = state.early_checks[number];
    if (!subjects[number].empty()) state.judge(asked, {early.control, early.check, std::move(subjects[number])}, found);
  }
  state_->found[root] = std::move(found);
  state_->is_judged[root] = 1;
  return true;
}

bool Assessor::needs_later(std::string_view kind) const {
  auto is_asked = [&](const std::string& needed) {
    return needed.ends_with(".*") ? kind.starts_with(std::string_view(needed).substr(0, needed.size() - 1)) : kind == needed;
  };
  return state_->needs_all || std::any_of(state_->needed.begin(), state_->needed.end(), is_asked);
}

Assessment Assessor::finish() {
  State& state = *state_;
  const facts::Facts& facts = *state.facts;
  state.is_judged.resize(facts.roots().size());
  controls::Relations relations(facts);
  Asked asked{facts, relations, controls::catalogue()};
  std::vector<Work> work = state.rest();
  size_t early = state.found.size();
  state.found.resize(early + work.size());
  base::parallel_for(work.size(), state.options.threads,
                     [&](size_t index) { state.judge(asked, work[index], state.found[early + index]); });
  Assessment assessment;
  assessment.findings = state.sorted();
  assessment.evidence_required = evidence_required(facts);
  assessment.controls = sum_up(state.controls, facts, assessment);
  return assessment;
}

Assessment assess(const facts::Facts& facts, const diag::SourceMap& sources, const controls::ControlSet& controls,
                  const AssessOptions& options) {
  Assessor assessor(controls, options);
  assessor.start(facts, sources);
  return assessor.finish();
}

}  // namespace wafpp::assess
