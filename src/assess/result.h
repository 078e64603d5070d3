#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "assess/evidence_state.h"
#include "base/row.h"
#include "controls/control.h"
#include "diag/source.h"
#include "facts/fact.h"
#include "value/origin.h"

/// What a run found: verdicts per subject, per check, per requirement, per control.
namespace wafpp::assess {

enum class Verdict : uint8_t { Pass, Fail, Undecided, NotApplicable, Waived };
/// `pass`, `fail`, `undecided`, `not_applicable`, `waived`.
std::string_view to_string(Verdict verdict);

/// One step of the way by which a value came: shown under a finding, in this order.
struct TraceStep {
  enum class Kind : uint8_t {
    Value,       ///< The place asked about shows this value.
    SetHere,     ///< The value was set here.
    Through,     ///< It passed through this reference or module input.
    Default,     ///< Nothing is set; a default holds.
    Source,      ///< The subject whose verdict is inherited.
    Reason,      ///< Something else that decided: the rule that applies, the policy that denies.
    Assumption,  ///< A statement that the verdict rests on and that code cannot prove.
  };
  Kind kind = Kind::Value;
  diag::Place place;
  controls::Text text;  ///< Both languages.
};

/// Why a verdict is undecided: on what it hangs.
struct Cause {
  value::CauseKind kind = value::CauseKind::None;
  std::string name;  ///< `var.kms_key_id`, `data.aws_iam_role.app.name`
  diag::Place place;
  controls::Text text;  ///< A sentence in both languages.
};

struct Derivation;

/// A text that is a control's, which outlives the finding, or the finding's own.
class FindingText {
 public:
  FindingText() = default;
  /// Of a control.
  explicit FindingText(const controls::Text* of_control) : text_(std::shared_ptr<const controls::Text>(), of_control) {}
  explicit FindingText(controls::Text own) : text_(std::make_shared<const controls::Text>(std::move(own))) {}

  bool empty() const { return text_ == nullptr || text_->empty(); }
  const controls::Text& operator*() const;
  const controls::Text* operator->() const { return &**this; }

 private:
  std::shared_ptr<const controls::Text> text_;  // Null: empty.
};

struct Finding {
  const controls::Check* check = nullptr;
  const controls::Control* control = nullptr;
  Verdict verdict = Verdict::Pass;
  const facts::Fact* subject = nullptr;
  diag::Place place;
  FindingText message;  ///< Where it says more than the check's own; empty: that holds.
  std::vector<TraceStep> trace;
  std::vector<Cause> causes;         ///< Of an undecided one; never empty then.
  FindingText reason;                ///< Of one that is not applicable.
  bool is_missing_evidence = false;  ///< Not applicable since the evidence that it asks of is not there.
  bool is_set_aside = false;         ///< Not applicable since the project's settings say that it is not productive.
  /// What a person would change to mend it: the place where the deciding value is written (a module default, a tfvars line). Findings
  /// with the same check, verdict and root cause are shown as one.
  diag::Place root_cause;
  /// How the verdict was reached (`assess/derive.h`), where that was wanted; null else.
  std::shared_ptr<const std::vector<Derivation>> derivation;
};

/// Findings in their order. Each stays where it was made, of which there are many lists.
class Findings : public base::Row<Finding> {
 public:
  Findings() = default;
  /// `order` points to all findings of `lists`.
  Findings(std::vector<std::vector<Finding>> lists, std::vector<Finding*> order) : Row(std::move(order)), lists_(std::move(lists)) {}
  Findings(Findings&&) noexcept = default;
  Findings& operator=(Findings&&) noexcept = default;
  ~Findings() = default;

  void push_back(Finding finding) {
    lists_.emplace_back();
    lists_.back().push_back(std::move(finding));
    Row::push_back(lists_.back().front());
  }

 private:
  std::vector<std::vector<Finding>> lists_;
};

struct CheckResult {
  const controls::Check* check = nullptr;
  uint32_t passed = 0;
  uint32_t failed = 0;
  uint32_t undecided = 0;
  uint32_t not_applicable = 0;
  uint32_t waived = 0;
  uint32_t missing = 0;  ///< Of those not applicable: evidence is missing.
};

/// A requirement's or control's verdict; `NoEvidence` where nothing was asked (no subject, no check).
enum class Standing : uint8_t { Pass, Fail, Undecided, NotApplicable, NoEvidence };
std::string_view to_string(Standing standing);

struct RequirementResult {
  const controls::Requirement* requirement = nullptr;
  Standing standing = Standing::NoEvidence;
  std::vector<CheckResult> checks;
};

struct ControlResult {
  const controls::Control* control = nullptr;
  Standing standing = Standing::NoEvidence;
  std::vector<RequirementResult> requirements;
  std::vector<EvidenceResult> evidence;  ///< Of each item of the control, in its order.
};

struct Assessment {
  std::vector<ControlResult> controls;
  bool evidence_required = false;  ///< Mandatory evidence that is not there fails its control.
  Findings findings;               ///< Passes included; sorted by check id, root, path, position, subject.
};

}  // namespace wafpp::assess
