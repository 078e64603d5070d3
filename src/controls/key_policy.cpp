#include "controls/key_policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/letters.h"
#include "value/json.h"
#include "value/origin.h"

namespace wafpp::controls {
namespace {

bool has_wildcard(std::string_view text) { return text.find_first_of("*?") != std::string_view::npos; }
bool has_gap(std::string_view text) { return text.find(value::kGap) != std::string_view::npos; }

/// What a condition key names.
enum class Names : uint8_t { Account, Organisation, OrganisationPath, Arn };
struct BindingKey {
  std::string_view key;
  Names names;
  bool always_there = false;  ///< In every request to KMS, so that `IfExists` changes nothing.
};
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html and
// https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
constexpr std::array kBindingKeys = {
    BindingKey{"kms:calleraccount", Names::Account, true},
    BindingKey{"aws:principalaccount", Names::Account, true},
    BindingKey{"aws:principalarn", Names::Arn, true},
    BindingKey{"aws:principalorgid", Names::Organisation},
    BindingKey{"aws:principalorgpaths", Names::OrganisationPath},
    BindingKey{"aws:sourcearn", Names::Arn},
    BindingKey{"aws:sourceaccount", Names::Account},
    BindingKey{"aws:sourceorgid", Names::Organisation},
    BindingKey{"aws:sourceorgpaths", Names::OrganisationPath},
};

/// How an operator compares; `No`: it demands nothing that names a caller.
enum class Compares : uint8_t { No, Exactly, ByPattern };
struct Operator {
  Compares compares = Compares::No;
  bool if_exists = false;
};

Operator operator_of(std::string_view test) {
  std::string name = base::lowered(test);
  Operator result;
  // `ForAllValues` holds where the key is missing, too; `ForAnyValue` does not.
  if (name.starts_with("forallvalues:")) return result;
  if (name.starts_with("foranyvalue:")) name.erase(0, std::string_view("foranyvalue:").size());
  if (name.ends_with("ifexists")) {
    result.if_exists = true;
    name.resize(name.size() - std::string_view("ifexists").size());
  }
  if (name == "stringequals" || name == "stringequalsignorecase") result.compares = Compares::Exactly;
  // `ArnEquals` does what `ArnLike` does, wildcards included.
  if (name == "stringlike" || name == "arnequals" || name == "arnlike") result.compares = Compares::ByPattern;
  return result;
}

/// The account field of an ARN; `rest` is what follows it. Nullopt where it is none.
std::optional<std::string_view> account_in(std::string_view arn, std::string_view& rest) {
  std::string_view text = arn;
  std::string_view field;
  for (int number = 0; number < 5; ++number) {
    size_t colon = text.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    field = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  rest = text;
  return arn.starts_with("arn:") ? std::optional<std::string_view>(field) : std::nullopt;
}

/// Whether a pattern still names somebody: an account, an organisation, or a resource that has no account in its ARN.
bool names_somebody(std::string_view pattern, Names names) {
  switch (names) {
    case Names::Account:
    case Names::Organisation:
      return !has_wildcard(pattern) && !pattern.empty();
    case Names::OrganisationPath:
      return !has_wildcard(pattern.substr(0, pattern.find('/'))) && !pattern.empty();
    case Names::Arn:
      break;
  }
  std::string_view rest;
  std::optional<std::string_view> account = account_in(pattern, rest);
  if (!account) return !has_wildcard(pattern) && !pattern.empty();
  if (has_wildcard(*account)) return false;
  // `arn:aws:s3:::shop-logs/*`
  return !account->empty() || !has_wildcard(rest.substr(0, rest.find('/')));
}

Answer value_names(std::string_view text, Names names, Compares compares, bool exact_gaps) {
  if (!has_gap(text)) {
    // Compared exactly, a pattern is the name of nobody.
    return names_somebody(text, names) ? Answer::Yes : Answer::No;
  }
  if (compares == Compares::ByPattern && !exact_gaps) return Answer::Unknown;
  // An identifier in the gap's place: any will do.
  std::string filled(text);
  for (size_t at = filled.find(value::kGap); at != std::string::npos; at = filled.find(value::kGap, at)) {
    filled.replace(at, value::kGap.size(), "x");
  }
  return names_somebody(filled, names) ? Answer::Yes : Answer::No;
}

/// Whether an Allow's principals name somebody.
struct Principals {
  Answer names = Answer::Yes;
  std::string principal;
};

Principals principals_of(const Statement& statement, bool exact_gaps) {
  Principals result;
  if (statement.not_principals) {
    std::vector<std::string> but;
    for (const auto& [kind, set] : statement.principals) but.insert(but.end(), set.known.begin(), set.known.end());
    return {Answer::No, fmt::format("NotPrincipal {}", fmt::join(but, ", "))};
  }
  for (const auto& [kind, set] : statement.principals) {
    for (const std::string& name : set.known) {
      if (has_wildcard(name)) return {Answer::No, name};
    }
    for (const std::string& name : set.partly) {
      if (has_wildcard(name)) return {Answer::No, name};
      // AWS takes no wildcard inside a principal's ARN: what begins as one names somebody.
      bool has_more = name.starts_with("arn:") || name.find(".amazonaws.") != std::string::npos;
      if (!exact_gaps && !has_more) result.names = Answer::Unknown;
    }
    if (set.unseen && !exact_gaps) result.names = Answer::Unknown;
  }
  return result;
}

/// Over all conditions of a statement: one that bounds is enough, since all have to hold.
Answer bounded(const Statement& statement, bool exact_gaps, std::string& by) {
  Answer result = Answer::No;
  for (const Condition& condition : statement.conditions) {
    Answer next = bounds_caller(condition, exact_gaps);
    if (next == Answer::Yes) {
      by = condition.key;
      return next;
    }
    if (next == Answer::Unknown) result = Answer::Unknown;
  }
  return result;
}

bool is_unseen(const Statement& statement) {
  return statement.principals.empty() && statement.actions.open && statement.actions.known.empty();
}

}  // namespace

Answer bounds_caller(const Condition& condition, bool exact_gaps) {
  if (condition.key.empty() || condition.test.empty()) return condition.values.open ? Answer::Unknown : Answer::No;
  std::string key = base::lowered(condition.key);
  auto found = std::find_if(kBindingKeys.begin(), kBindingKeys.end(), [&](const BindingKey& one) { return one.key == key; });
  Operator by = operator_of(condition.test);
  if (found == kBindingKeys.end() || by.compares == Compares::No || (by.if_exists && !found->always_there)) return Answer::No;
  // Values are alternatives: one that names nobody opens the statement to everybody.
  Answer result = condition.values.empty() ? Answer::No : Answer::Yes;
  auto add = [&](Answer next) {
    if (next == Answer::No || (next == Answer::Unknown && result == Answer::Yes)) result = next;
  };
  for (const std::string& text : condition.values.known) add(value_names(text, found->names, by.compares, exact_gaps));
  for (const std::string& text : condition.values.partly) add(value_names(text, found->names, by.compares, exact_gaps));
  if (condition.values.unseen && by.compares != Compares::Exactly && !exact_gaps) add(Answer::Unknown);
  return result;
}

bool hangs_on_identifiers(const Value& value) {
  constexpr std::array kEnds = std::to_array<std::string_view>({"arn", "id", "partition", "dns_suffix", "name", "region"});
  bool all = true;
  bool any = false;
  value::walk(value.deep_origin(), [&](const value::OriginStep& step) {
    if (step.kind == value::OriginStep::Kind::Cause && step.cause != value::CauseKind::AfterApply &&
        step.cause != value::CauseKind::DataSource) {
      all = false;
    }
    if (step.kind != value::OriginStep::Kind::Stem || step.text.empty()) return true;
    // What is known of an attribute is in the text already.
    bool is_identifier =
        std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return std::string_view(step.text).ends_with(end); });
    bool is_policy_document = step.target->type == "aws_iam_policy_document";
    any = true;
    if (!is_identifier && !is_policy_document) all = false;
    return is_policy_document;
  });
  return all && any;
}

KeyPolicyReading read_key_policy(const Value& document) {
  KeyPolicyReading reading;
  std::optional<Policy> policy = parse_policy(document);
  if (!policy) {
    reading.is_policy = false;
    reading.names = Answer::Unknown;
    return reading;
  }
  bool exact_gaps = hangs_on_identifiers(document);
  for (size_t number = 0; number < policy->statements.size(); ++number) {
    const Statement& statement = policy->statements[number];
    if (!statement.allow) continue;
    std::string name = statement.sid.empty() || has_gap(statement.sid) ? std::to_string(number + 1) : statement.sid;
    Principals principals = is_unseen(statement) ? Principals{Answer::Unknown, {}} : principals_of(statement, exact_gaps);
    if (principals.names == Answer::Yes) continue;
    std::string by;
    Answer bound = bounded(statement, exact_gaps, by);
    if (bound == Answer::Yes) {
      if (principals.names == Answer::No && reading.names == Answer::Yes) {
        reading.statement = name;
        reading.principal = principals.principal;
        reading.bound_by = by;
      }
      continue;
    }
    Answer verdict = principals.names == Answer::No && bound == Answer::No ? Answer::No : Answer::Unknown;
    if (verdict == Answer::No) return {Answer::No, std::move(name), std::move(principals.principal), {}, true};
    if (reading.names == Answer::Yes) reading = {Answer::Unknown, std::move(name), std::move(principals.principal), {}, true};
  }
  return reading;
}

}  // namespace wafpp::controls
