#include "controls/policy.h"

#include <algorithm>
#include <cctype>

#include "base/letters.h"
#include "base/wildcard.h"
#include "controls/sequence.h"
#include "value/json.h"

namespace wafpp::controls {
namespace {

/// `*` for any characters, `?` for one.
template <typename Equal>
bool matches(std::string_view pattern, std::string_view text, Equal equal) {
  return base::matches_stars(pattern, text, [&](char p, char t) { return p == '?' || equal(p, t); });
}

bool is_object(const Value& value) {
  return value.is_known() && !value.is_null() && (value.kind() == value::TypeKind::Object || value.kind() == value::TypeKind::Map);
}

/// A string or a list of strings; booleans and numbers as IAM takes them in conditions.
StringSet strings_of(const Value& value) {
  StringSet set;
  auto add = [&](const Value& one) {
    bool has_text = one.has_content() && one.kind() == value::TypeKind::String;
    if (!one.is_known()) {
      set.open = true;
      const value::Refinement* partly = one.refinement();
      if (partly != nullptr && partly->outline) {
        set.partly.emplace_back(*partly->outline);
      } else {
        set.unseen = true;
      }
    } else if (has_text && one.as_string().find(value::kGap) != std::string_view::npos) {
      set.open = true;
      set.partly.emplace_back(one.as_string());
    } else if (one.is_null()) {
      return;
    } else if (one.kind() == value::TypeKind::String) {
      set.known.emplace_back(one.as_string());
    } else if (one.kind() == value::TypeKind::Bool) {
      set.known.emplace_back(one.as_bool() ? "true" : "false");
    } else if (one.kind() == value::TypeKind::Number) {
      set.known.push_back(one.as_number().text());
    }
  };
  if (is_sequence(value)) {
    for (const Value& one : value.elements()) add(one);
  } else {
    add(value);
  }
  return set;
}

std::vector<std::pair<std::string, StringSet>> principals_of(const Value& value) {
  std::vector<std::pair<std::string, StringSet>> principals;
  if (is_object(value)) {
    for (const value::Member& member : value.members()) principals.emplace_back(std::string(member.name()), strings_of(member.value));
  } else {
    principals.emplace_back("*", strings_of(value));
  }
  return principals;
}

std::vector<Condition> conditions_of(const Value& value) {
  std::vector<Condition> conditions;
  if (!value.is_known()) {
    conditions.push_back({.values = {.open = true}});
    return conditions;
  }
  if (!is_object(value)) return conditions;
  for (const value::Member& test : value.members()) {
    if (!is_object(test.value)) {
      conditions.push_back({std::string(test.name()), {}, {.open = true}});
      continue;
    }
    for (const value::Member& key : test.value.members()) {
      conditions.push_back({std::string(test.name()), std::string(key.name()), strings_of(key.value)});
    }
  }
  return conditions;
}

std::optional<Statement> statement_of(const Value& value) {
  if (!is_object(value)) return std::nullopt;
  Statement statement;
  bool has_effect = false;
  for (const value::Member& member : value.members()) {
    std::string_view name = member.name();
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html: the names of elements have case.
    if (name == "Sid") {
      if (StringSet sid = strings_of(member.value); !sid.known.empty()) statement.sid = sid.known.front();
    } else if (name == "Effect") {
      StringSet effect = strings_of(member.value);
      if (effect.known.size() != 1) return std::nullopt;
      statement.allow = effect.known.front() == "Allow";
      has_effect = statement.allow || effect.known.front() == "Deny";
    } else if (name == "Action" || name == "NotAction") {
      statement.actions = strings_of(member.value);
      statement.not_actions = name == "NotAction";
    } else if (name == "Resource" || name == "NotResource") {
      statement.resources = strings_of(member.value);
      statement.not_resources = name == "NotResource";
    } else if (name == "Principal" || name == "NotPrincipal") {
      statement.principals = principals_of(member.value);
      statement.not_principals = name == "NotPrincipal";
    } else if (name == "Condition") {
      statement.conditions = conditions_of(member.value);
    }
  }
  if (!has_effect) return std::nullopt;
  return statement;
}

std::optional<bool> any_matches(const StringSet& set, std::string_view text, bool (*match)(std::string_view, std::string_view)) {
  if (std::any_of(set.known.begin(), set.known.end(), [&](const std::string& pattern) { return match(pattern, text); })) return true;
  if (set.open) return std::nullopt;
  return false;
}

std::optional<bool> negate_if(std::optional<bool> value, bool negate) {
  if (value && negate) return !*value;
  return value;
}

/// How many resources a statement is about.
enum class Reach : uint8_t { Nothing, Some, Everything };
Reach reach_of(const Statement& statement) {
  bool all = std::any_of(statement.resources.known.begin(), statement.resources.known.end(),
                         [](const std::string& pattern) { return pattern.find_first_not_of('*') == std::string::npos; });
  if (statement.not_resources) return all ? Reach::Nothing : Reach::Some;
  if (all) return Reach::Everything;
  // A statement without resources is found in trust policies only.
  return statement.resources.empty() ? Reach::Nothing : Reach::Some;
}

Value list_of(const StringSet& set) {
  if (set.open) return Value::unknown(value::Type::list(value::Type::string()));
  std::vector<Value> elements;
  for (const std::string& text : set.known) elements.push_back(Value::string(text));
  return Value::list(value::Type::string(), std::move(elements));
}

Value members(std::initializer_list<std::pair<std::string_view, Value>> list) {
  std::vector<value::Member> result;
  for (const auto& [name, value] : list) result.push_back({Value::string(name), value});
  return Value::object(std::move(result));
}

}  // namespace

bool matches_wildcard(std::string_view pattern, std::string_view text) {
  return matches(pattern, text, [](char a, char b) { return a == b; });
}

bool matches_action(std::string_view pattern, std::string_view action) {
  return matches(pattern, action, [](char a, char b) { return base::lower(a) == base::lower(b); });
}

std::optional<Policy> parse_policy(const Value& document) {
  if (document.kind() == value::TypeKind::String) {
    const value::Refinement* partly = document.is_known() ? nullptr : document.refinement();
    bool is_readable = document.is_known() ? !document.is_null() : partly != nullptr && partly->outline;
    if (!is_readable) return std::nullopt;
    base::Result<Value> decoded = value::from_json(document.is_known() ? document.as_string() : std::string_view(*partly->outline));
    if (!decoded) return std::nullopt;
    return decoded->kind() == value::TypeKind::String ? std::nullopt : parse_policy(*decoded);
  }
  if (!is_object(document)) return std::nullopt;
  Policy policy;
  bool has_statements = false;
  for (const value::Member& member : document.members()) {
    if (member.name() == "Version") {
      if (StringSet version = strings_of(member.value); !version.known.empty()) policy.version = version.known.front();
    }
    if (member.name() != "Statement") continue;
    has_statements = true;
    std::span<const Value> one_or_more = is_sequence(member.value) ? member.value.elements() : std::span(&member.value, 1);
    for (const Value& one : one_or_more) {
      if (!one.is_known()) {
        // It may allow what nothing else allows, and deny what something else does.
        for (bool allow : {true, false})
          policy.statements.push_back({.allow = allow, .actions = {.open = true}, .resources = {.known = {"*"}}});
        continue;
      }
      std::optional<Statement> statement = statement_of(one);
      if (!statement) return std::nullopt;
      policy.statements.push_back(std::move(*statement));
    }
  }
  if (!has_statements) return std::nullopt;
  return policy;
}

Value to_value(const Policy& policy) {
  std::vector<Value> statements;
  for (const Statement& statement : policy.statements) {
    std::vector<Value> principals;
    for (const auto& [type, values] : statement.principals) {
      principals.push_back(members({{"type", Value::string(type)}, {"values", list_of(values)}}));
    }
    std::vector<Value> conditions;
    for (const Condition& condition : statement.conditions) {
      conditions.push_back(members(
          {{"test", Value::string(condition.test)}, {"variable", Value::string(condition.key)}, {"values", list_of(condition.values)}}));
    }
    const StringSet none;
    statements.push_back(members({
        {"sid", Value::string(statement.sid)},
        {"effect", Value::string(statement.allow ? "Allow" : "Deny")},
        {"actions", list_of(statement.not_actions ? none : statement.actions)},
        {"not_actions", list_of(statement.not_actions ? statement.actions : none)},
        {"resources", list_of(statement.not_resources ? none : statement.resources)},
        {"not_resources", list_of(statement.not_resources ? statement.resources : none)},
        {"principals", Value::tuple(statement.not_principals ? std::vector<Value>() : principals)},
        {"not_principals", Value::tuple(statement.not_principals ? principals : std::vector<Value>())},
        {"conditions", Value::tuple(std::move(conditions))},
    }));
  }
  return Value::tuple(std::move(statements));
}

std::optional<bool> covers_action(const Statement& statement, std::string_view action) {
  return negate_if(any_matches(statement.actions, action, matches_action), statement.not_actions);
}

std::optional<bool> conditions_hold(const Statement& statement) {
  bool all_known = true;
  for (const Condition& condition : statement.conditions) {
    bool is_bool = base::same_without_case(condition.test, "Bool") || base::same_without_case(condition.test, "BoolIfExists");
    // Agents and SDKs speak TLS only, so this one key has a known value.
    if (is_bool && base::same_without_case(condition.key, "aws:SecureTransport") && !condition.values.open && !condition.values.empty()) {
      bool wants_tls = std::any_of(condition.values.known.begin(), condition.values.known.end(),
                                   [](const std::string& text) { return base::same_without_case(text, "true"); });
      if (!wants_tls) return false;
      continue;
    }
    all_known = false;
  }
  if (all_known) return true;
  return std::nullopt;
}

GrantResult grants(std::span<const Policy* const> policies, std::string_view action) {
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html: a Deny that
  // applies wins, whatever allows; without an Allow, nothing is allowed.
  GrantResult allowed;
  const Statement* may_deny = nullptr;
  for (const Policy* policy : policies) {
    for (const Statement& statement : policy->statements) {
      std::optional<bool> covers = covers_action(statement, action);
      if (covers && !*covers) continue;
      std::optional<bool> holds = conditions_hold(statement);
      if (holds && !*holds) continue;
      Reach reach = reach_of(statement);
      if (reach == Reach::Nothing) continue;
      bool open = !covers || statement.resources.open;
      bool everywhere = holds && reach == Reach::Everything;
      if (!statement.allow) {
        if (!open && everywhere) return {Grant::Denied, &statement};
        // A Deny for some resources leaves the others: the action as such stays allowed.
        if (open || !holds) may_deny = &statement;
        continue;
      }
      Grant grant = open ? Grant::Open : everywhere ? Grant::Yes : Grant::Bounded;
      // Best first: what one statement grants for certain, no other has to.
      auto rank = [](Grant of) { return of == Grant::Yes ? 3 : of == Grant::Open ? 2 : of == Grant::Bounded ? 1 : 0; };
      if (rank(grant) > rank(allowed.grant)) allowed = {grant, &statement};
    }
  }
  if (may_deny != nullptr && allowed.grant == Grant::Yes) return {Grant::Open, may_deny};
  return allowed;
}

std::optional<bool> trusts_service(const Policy& policy, std::string_view service) {
  bool open = false;
  for (const Statement& statement : policy.statements) {
    if (!statement.allow || statement.not_principals) continue;
    std::optional<bool> covers = covers_action(statement, "sts:AssumeRole");
    if (covers && !*covers) continue;
    if (!covers) open = true;
    for (const auto& [kind, names] : statement.principals) {
      if (names.open) open = true;
      if (kind != "Service" && kind != "*") continue;
      for (const std::string& name : names.known) {
        // `ec2.amazonaws.com`, and `ec2.amazonaws.com.cn` in China.
        if (name == "*" || (kind == "Service" && name.starts_with(service) && name.substr(service.size()).starts_with(".amazonaws."))) {
          if (covers) return true;
        }
      }
    }
  }
  if (open) return std::nullopt;
  return false;
}

}  // namespace wafpp::controls
