#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/source.h"
#include "hcl/parser.h"

/// Controls as data: what `controls/*/control.yml` says, checked and with its expressions parsed.
namespace wafpp::controls {

enum class Language : uint8_t { En, De };

/// A text in both languages. `de` may be empty where a user's own control has none; then English is shown.
struct Text {
  std::string en;
  std::string de;
  const std::string& in(Language language) const { return language == Language::De && !de.empty() ? de : en; }
  bool empty() const { return en.empty() && de.empty(); }
};

enum class Severity : uint8_t { Info, Low, Medium, High, Critical };
/// To which resources a requirement applies.
enum class RequirementScope : uint8_t { All, Production, ProductionOrSensitive };
enum class RequirementLevel : uint8_t { Must, MustNot, Should, May };

/// An expression of a control, with the source that its places belong to.
struct Expression {
  std::string text;
  hcl::ParsedExpr parsed;  ///< Its places belong to a source of its own, with the control file's path.
  diag::Place place;       ///< In the control file.
  bool empty() const { return parsed.expr == nullptr; }
};

struct Requirement {
  std::string id;  ///< `ecr-scan-on-push`; shown as `WAF-SEC-070/ecr-scan-on-push`.
  RequirementLevel level = RequirementLevel::Must;
  Text text;
  std::vector<std::string> checks;  ///< Checks of other controls that ask about it too, by id or alias.
  RequirementScope scope = RequirementScope::All;
  Text evidence;  ///< Of one that no Terraform code can show: what decides it instead.
};

struct Check {
  std::string id;                    ///< `waf-sec-070.tf.aws.ecr-scan-on-push`
  std::string requirement;           ///< Id within the control.
  std::string of;                    ///< Fact kind: `resource.aws_ecr_repository`.
  std::vector<std::string> also_of;  ///< Further kinds, where `of` is a list.
  struct Condition {
    Expression expression;
    Text reason;  ///< Shown where it does not hold.
  };
  std::vector<Condition> when;  ///< All must hold, else not applicable with the reason of the first that does not.
  Expression pass;
  /// Optional: the facts whose verdict of the same check counts instead of `pass` (a replica's source); null or empty: none.
  Expression inherits;
  std::string at;  ///< Path that a finding points at.
  /// One of the questions that `pass` asks together. Of a subject that `pass` fails, the first part that is false says where the finding
  /// points and what its message is; of an undecided one, the first that is unknown. In all other cases `at` and `message` do.
  struct Part {
    Expression holds;
    std::string at;
    Text message;
  };
  std::vector<Part> parts;
  Severity severity = Severity::Medium;
  bool advice = false;
  Text title;
  Text message;
  Text explain;                                          ///< What is asked and why.
  Text remediation;                                      ///< How it is mended.
  std::vector<std::pair<std::string, std::string>> fix;  ///< Path to value or expression.
  std::vector<std::string> aliases;                      ///< Other ids under which the check is known.
  /// The evidence item of the control without which there is nothing to ask; empty: none.
  std::string evidence;
  bool always_decided = false;  ///< Its subjects say all that it asks: no case leaves it open.
  diag::Place place;
};

/// What can happen where the control is not met.
struct Threat {
  Text name;
  Text text;
};

/// One of the files by which an evidence item is proven.
struct EvidenceProof {
  std::vector<std::string> kinds;     ///< Any of these kinds of file (`wafpp evidence kinds`); `terraform` is code, a plan or a state.
  std::string criterion;              ///< Of an attestation: what it has to be about; empty: anything.
  std::vector<std::string> clouds;    ///< Wanted where the code uses one of these providers (`aws`); empty: always.
  uint32_t valid_days = 0;            ///< For how long a file counts; 0: for ever.
  std::vector<std::string> commands;  ///< How a user makes it.
};

struct EvidenceItem {
  std::string id;  ///< `config-rules`; a user's own control may have none.
  std::string type;
  bool mandatory = false;
  Text text;
  std::vector<EvidenceProof> proofs;  ///< All are wanted.
};
struct MaturityLevel {
  uint32_t level = 0;
  Text name;
  Text criteria;
};

struct Control {
  std::string id;  ///< `WAF-SEC-070`
  Text title;
  Severity severity = Severity::Medium;
  Text description;
  Text rationale;
  std::vector<Threat> threats;
  std::vector<Text> guidance;  ///< Steps of the implementation, in order.
  std::vector<Requirement> requirements;
  std::vector<Check> checks;
  std::vector<EvidenceItem> evidence;
  std::vector<MaturityLevel> maturity;
  std::string mapping;  ///< `regulatory`: the clauses of the shared regulatory mapping.
  diag::Place place;
  const Requirement* requirement(std::string_view id) const;
  const EvidenceItem* evidence_item(std::string_view id) const;
};

}  // namespace wafpp::controls
