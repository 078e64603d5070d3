#include "assess/assess.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "assess/derive.h"
#include "assess/verdict.h"
#include "base/threads.h"

namespace wafpp::assess {

namespace {

// Small enough that threads share the work of one big root evenly, large enough that handing out costs nothing.
constexpr size_t kFactsAtOnce = 64;

/// Some subjects of one check.
struct Work {
  const controls::Control* control;
  const controls::Check* check;
  std::vector<const facts::Fact*> subjects;
};

std::vector<Work> divide(const facts::Facts& facts, const controls::ControlSet& controls) {
  std::vector<Work> all;
  for (const controls::Control& control : controls.controls) {
    for (const controls::Check& check : control.checks) {
      for (uint32_t root = 0; root < facts.roots().size(); ++root) {
        std::vector<const facts::Fact*> subjects = facts.of_kind(root, check.of);
        for (const std::string& kind : check.also_of) {
          std::vector<const facts::Fact*> more = facts.of_kind(root, kind);
          subjects.insert(subjects.end(), more.begin(), more.end());
        }
        for (size_t at = 0; at < subjects.size(); at += kFactsAtOnce) {
          auto begin = subjects.begin() + static_cast<ptrdiff_t>(at);
          auto end = subjects.begin() + static_cast<ptrdiff_t>(std::min(at + kFactsAtOnce, subjects.size()));
          all.push_back({&control, &check, {begin, end}});
        }
      }
    }
  }
  return all;
}

Finding judge_in_scope(const Asked& asked, const Work& work, const facts::Fact& subject, const Scope* scope) {
  const controls::Requirement* requirement = work.control->requirement(work.check->requirement);
  std::optional<Scope::Aside> aside = scope == nullptr || requirement == nullptr ? std::nullopt : scope->aside(*requirement, subject);
  if (!aside) return judge(asked, *work.control, *work.check, subject);
  Finding finding;
  finding.check = work.check;
  finding.control = work.control;
  finding.subject = &subject;
  finding.message = work.check->message;
  finding.verdict = Verdict::NotApplicable;
  finding.is_set_aside = true;
  finding.place = subject.place_of(work.check->at);
  finding.root_cause = finding.place;
  if (aside->place.known()) finding.trace.push_back({.kind = TraceStep::Kind::Reason, .place = aside->place, .text = aside->reason});
  finding.reason = std::move(aside->reason);
  return finding;
}

std::string fingerprint(const Finding& finding, const facts::Facts& facts, const diag::SourceMap& sources) {
  const facts::Root& root = facts.roots()[finding.subject->root];
  std::string text;
  auto add = [&](std::string_view part) { text.append(part).append(1, '\0'); };
  add(finding.check->id);
  add(finding.subject->place.known() ? std::string_view(sources.at(finding.subject->place.source).path()) : std::string_view());
  add(finding.subject->subject);
  add(root.folder);
  add(root.environment);
  add(finding.check->at);
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (size_t at = 0; at < 16; ++at) {
    hex += kDigits[digest[at] >> 4];
    hex += kDigits[digest[at] & 15];
  }
  return hex;
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
  const std::vector<Finding>& findings = assessment.findings;
  std::unordered_map<const controls::Check*, CheckResult> by_check;
  for (const Finding& finding : findings) count(by_check[finding.check], finding);
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

Assessment assess(const facts::Facts& facts, const diag::SourceMap& sources, const controls::ControlSet& controls,
                  const AssessOptions& options) {
  controls::Relations relations(facts);
  Asked asked{facts, relations, controls::catalogue()};
  std::vector<Work> work = divide(facts, controls);
  std::vector<std::vector<Finding>> found(work.size());
  base::parallel_for(work.size(), options.threads, [&](size_t index) {
    for (const facts::Fact* subject : work[index].subjects) {
      Finding finding = judge_in_scope(asked, work[index], *subject, options.scope);
      finding.fingerprint = fingerprint(finding, facts, sources);
      if (options.derive && (finding.verdict == Verdict::Fail || finding.verdict == Verdict::Undecided)) {
        finding.derivation = std::make_shared<const std::vector<Derivation>>(derive(asked, *work[index].check, *subject, sources));
      }
      found[index].push_back(std::move(finding));
    }
  });

  struct Keyed {
    std::tuple<std::string_view, uint32_t, std::string_view, uint32_t, std::string_view> key;
    Finding* finding;
  };
  std::vector<Keyed> keyed;
  for (std::vector<Finding>& some : found) {
    for (Finding& finding : some) {
      std::string_view path = finding.place.known() ? std::string_view(sources.at(finding.place.source).path()) : std::string_view();
      keyed.push_back({{finding.check->id, finding.subject->root, path, finding.place.begin, finding.subject->subject}, &finding});
    }
  }
  std::sort(keyed.begin(), keyed.end(), [](const Keyed& a, const Keyed& b) { return a.key < b.key; });
  Assessment assessment;
  assessment.findings.reserve(keyed.size());
  for (Keyed& next : keyed) assessment.findings.push_back(std::move(*next.finding));
  assessment.evidence_required = evidence_required(facts);
  assessment.controls = sum_up(controls, facts, assessment);
  return assessment;
}

}  // namespace wafpp::assess
