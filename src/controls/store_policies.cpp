#include "controls/store_policies.h"

#include <fmt/format.h>

#include <utility>

#include "controls/keys.h"
#include "controls/policy.h"
#include "value/json.h"

namespace wafpp::controls {
namespace {

bool has_gap(std::string_view text) { return text.find(value::kGap) != std::string_view::npos; }

std::span<const Value> elements_of(const Value& value) {
  bool is_sequence = value.has_content() && (value.kind() == value::TypeKind::Tuple || value.kind() == value::TypeKind::List);
  return is_sequence ? value.elements() : std::span<const Value>();
}

const Value* member(const Value& value, std::string_view name) {
  bool is_object = value.has_content() && (value.kind() == value::TypeKind::Object || value.kind() == value::TypeKind::Map);
  return is_object ? value.find(name) : nullptr;
}

std::optional<Value> decoded(const Value& document) {
  const value::Refinement* partly = document.is_known() ? nullptr : document.refinement();
  std::optional<std::string_view> text = text_of(document);
  if (!text && partly != nullptr && partly->outline) text = *partly->outline;
  if (!text) return std::nullopt;
  base::Result<Value> value = value::from_json(*text);
  return value ? std::optional<Value>(std::move(*value)) : std::nullopt;
}

/// Whether a rule of the policy takes a store in, by its pattern `collection/NAME`.
Answer takes_in(const Value& policy, const StorePolicies& policies, const Value& name) {
  Answer result = Answer::No;
  const Value* rules = member(policy, "Rules");
  if (rules == nullptr) return result;
  for (const Value& rule : elements_of(*rules)) {
    const Value* type = member(rule, "ResourceType");
    const Value* resources = member(rule, "Resource");
    if (type == nullptr || text_of(*type) != policies.resource || resources == nullptr) continue;
    for (const Value& resource : elements_of(*resources)) {
      std::optional<std::string_view> pattern = text_of(resource);
      std::optional<std::string_view> text = text_of(name);
      if (!pattern || has_gap(*pattern) || (!text && !pattern->ends_with("/*"))) {
        result = Answer::Unknown;
        continue;
      }
      if (!text || matches_wildcard(*pattern, fmt::format("{}/{}", policies.resource, *text))) return Answer::Yes;
    }
  }
  return result;
}

KeyAnswer key_in(Question& question, const Value& policy, const Value& document, const StorePolicies& policies) {
  if (const Value* owned = member(policy, "AWSOwnedKey"); owned != nullptr && truth(*owned) == Answer::Yes) return {Answer::No, {}};
  const Value* key = member(policy, policies.key);
  if (key == nullptr) return {Answer::No, {}};
  std::optional<std::string_view> text = text_of(*key);
  // What the text does not show is in the provenance of the whole.
  return !text || has_gap(*text) ? customer_key(question, document) : customer_key(question, *key);
}

}  // namespace

PolicyKey key_by_policy(Question& question, const Fact& store, const StorePolicies& policies) {
  PolicyKey result;
  Value name = store.at("name");
  for (const Fact* fact : question.facts().of_kind(store.root, "resource." + policies.type)) {
    if (fact->provider != store.provider || text_of(fact->at("type")).value_or("encryption") != "encryption") continue;
    Value document = fact->at(policies.document);
    std::optional<Value> policy = decoded(document);
    Answer fits = policy ? takes_in(*policy, policies, name) : Answer::Unknown;
    if (fits == Answer::No) continue;
    KeyAnswer key;
    if (fits == Answer::Unknown) {
      key.open = undecided_by(document.is_known() ? name : document).origin();
    } else {
      key = key_in(question, *policy, document, policies);
    }
    bool is_worse = key.answer == Answer::No || (key.answer == Answer::Unknown && result.answer == Answer::Yes);
    if (result.policy == nullptr || is_worse) result = {key.answer, key.open, fact};
  }
  return result;
}

}  // namespace wafpp::controls
