#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "value/value.h"

/// IAM policy documents: read from JSON, and asked what they allow. By the grammar and the evaluation logic of the IAM user guide
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html, .../reference_policies_evaluation-logic.html).
namespace wafpp::controls {

using value::Value;

/// Strings of which some may not be known.
struct StringSet {
  std::vector<std::string> known;
  bool open = false;                ///< There are more, which are not known.
  bool unseen = false;              ///< Of some of it nothing is known.
  std::vector<std::string> partly;  ///< Of these, the texts of which a part is known; `value::kGap` stands for what is not.
  bool empty() const { return known.empty() && !open; }
};

struct Condition {
  std::string test;  ///< `StringEquals`, `ForAnyValue:StringLike`, `BoolIfExists`
  std::string key;   ///< `aws:SourceAccount`, as written.
  StringSet values;
};

struct Statement {
  std::string sid;
  bool allow = false;  ///< Else it denies.
  StringSet actions;
  bool not_actions = false;  ///< `NotAction`: everything but `actions`.
  StringSet resources;
  bool not_resources = false;
  /// By kind: `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for `"Principal": "*"`. Empty in policies of identities.
  std::vector<std::pair<std::string, StringSet>> principals;
  bool not_principals = false;
  std::vector<Condition> conditions;
};

struct Policy {
  std::string version;
  std::vector<Statement> statements;
};

/// The policy in `document`: JSON text, or the decoded object. Nullopt where it is none: no JSON, no statements, an effect that is
/// neither `Allow` nor `Deny`. Parts that are not known are open.
std::optional<Policy> parse_policy(const Value& document);
/// The statements as a tuple of objects with the same members each, lists always lists: `effect`, `sid`, `actions`, `not_actions`,
/// `resources`, `not_resources`, `principals`, `not_principals` (objects `type`, `values`), `conditions` (`test`, `variable`, `values`).
Value to_value(const Policy& policy);

/// IAM's wildcards: `*` is any run of characters, `?` any one. Linear in the text for each run.
bool matches_wildcard(std::string_view pattern, std::string_view text);
/// Actions compare without case.
bool matches_action(std::string_view pattern, std::string_view action);

/// Whether the policies of an identity allow an action on every resource, whatever the circumstances.
enum class Grant : uint8_t {
  No,       ///< Nothing allows it.
  Bounded,  ///< Allowed only under a condition or on some resources: less than was asked for.
  Yes,      ///< A statement allows it without a condition on all resources, and none denies it.
  Denied,   ///< A statement denies it.
  Open,     ///< It hangs on a part that is not known, or on the condition of a statement that denies it.
};
struct GrantResult {
  Grant grant = Grant::No;
  const Statement* by = nullptr;  ///< The statement that decides; null where none does.
};
GrantResult grants(std::span<const Policy* const> policies, std::string_view action);

/// Whether `statement` is about `action`: null where that hangs on an open part.
std::optional<bool> covers_action(const Statement& statement, std::string_view action);
/// Whether the conditions of a statement hold for a signed request over TLS: null where that cannot be said.
std::optional<bool> conditions_hold(const Statement& statement);
/// Whether a trust policy lets a service (`ec2.amazonaws.com`, by its name before the first dot) take the role on.
std::optional<bool> trusts_service(const Policy& policy, std::string_view service);

}  // namespace wafpp::controls
