#include "evidence/aws_kms/policy.h"

#include <algorithm>
#include <string>

namespace wafpp::evidence {

namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& letter : result) letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  return result;
}

/// A text, or the texts of an array.
std::vector<std::string_view> texts_of(const JsonValue& value) {
  if (value.is(JsonKind::String)) return {value.string()};
  return texts_at(value, "");
}

bool is_everybody(const JsonValue& statement) {
  const JsonValue* principal = statement.find("Principal");
  if (principal == nullptr) return statement.find("NotPrincipal") != nullptr;
  if (principal->is(JsonKind::String)) return principal->string() == "*";
  const JsonValue* aws = principal->find("AWS");
  if (aws == nullptr) return false;
  std::vector<std::string_view> names = texts_of(*aws);
  return std::find(names.begin(), names.end(), "*") != names.end();
}

/// Keys that name the caller, as far as their operator asks for something positive and their values are no bare `*`.
std::vector<std::string_view> binding_keys(const JsonValue& statement) {
  constexpr std::string_view kKeys[] = {"aws:principalaccount", "aws:principalarn", "aws:principalorgid", "aws:principalorgpaths",
                                        "aws:sourceaccount",    "aws:sourcearn",    "aws:sourceorgid",    "kms:calleraccount"};
  std::vector<std::string_view> found;
  const JsonValue* condition = statement.find("Condition");
  if (condition == nullptr) return found;
  for (const JsonMember& test : condition->members()) {
    std::string operation = lower(test.name);
    if (operation.starts_with("foranyvalue:")) operation.erase(0, 12);
    bool is_positive = operation == "stringequals" || operation == "stringlike" || operation == "arnequals" || operation == "arnlike" ||
                       operation == "stringequalsignorecase";
    if (!is_positive) continue;
    for (const JsonMember& key : test.value.members()) {
      std::vector<std::string_view> values = texts_of(key.value);
      bool is_named = !values.empty() && std::find(values.begin(), values.end(), "*") == values.end();
      bool is_caller = std::find(std::begin(kKeys), std::end(kKeys), lower(key.name)) != std::end(kKeys);
      if (is_named && is_caller) found.push_back(key.name);
    }
  }
  return found;
}

}  // namespace

bool read_key_policy(Reading& reading, std::string_view policy) {
  Item& item = reading.item();
  base::Result<JsonDocument> parsed = documents::parse_json(policy);
  if (!parsed || !parsed->root().is(JsonKind::Object) || parsed->root().find("Statement") == nullptr) {
    reading.refuse(parsed ? Reason{"the policy is no object with a `Statement`", "die Richtlinie ist kein Objekt mit `Statement`"}
                          : reason_with("the policy is no JSON: {}", "die Richtlinie ist kein JSON: {}", parsed.error().message));
    return false;
  }
  const JsonValue* written = parsed->root().find("Statement");
  // One statement may stand there without an array.
  std::span<const JsonValue> statements = written->is(JsonKind::Array) ? written->elements() : std::span<const JsonValue>(written, 1);
  std::vector<std::string> open;
  Attributes bounded;
  size_t index = 0;
  for (const JsonValue& statement : statements) {
    std::string_view sid = text_at(statement, "Sid");
    std::string name = sid.empty() ? fmt::format("[{}]", index) : std::string(sid);
    ++index;
    bool is_open = text_at(statement, "Effect") == "Allow" && is_everybody(statement);
    std::vector<std::string_view> keys = is_open ? binding_keys(statement) : std::vector<std::string_view>();
    if (is_open) open.push_back(name);
    if (!keys.empty()) bounded.texts(name, std::span<const std::string_view>(keys));
    Attributes& record = item.record("kms_policy_statement", name);
    record.text("sid", name).text("effect", text_at(statement, "Effect")).flag("everybody", is_open);
    record.texts("bound_by", std::span<const std::string_view>(keys));
  }
  item.summary.texts("open_statements", open);
  if (!bounded.empty()) item.summary.set("bounded", bounded.object());
  return true;
}

}  // namespace wafpp::evidence
