#include "controls/store_sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "controls/block_paths.h"
#include "controls/stores.h"

namespace wafpp::controls {
namespace {

using Candidates = std::vector<Relations::Candidate>;

bool is_set(const Value& value) {
  if (!value.is_known()) return true;
  return !value.is_null() && !(text_of(value) && text_of(value)->empty());
}

/// Everything that can be named by an argument: resources of the types, by each of their names, and lookups of them.
Candidates candidates_of(const DataStores& stores, const std::vector<std::string>& types, std::vector<std::string>& kinds) {
  // Candidates hold views: the kinds stay where they are.
  size_t arguments_of_lookups = 0;
  for (const auto& [type, arguments] : stores.lookups) arguments_of_lookups += arguments.size();
  kinds.reserve(types.size() + arguments_of_lookups);
  Candidates candidates;
  for (const std::string& type : types) {
    kinds.push_back("resource." + type);
    const DataStore* store = stores.find(type);
    if (store == nullptr || store->names.empty()) {
      candidates.push_back({kinds.back(), "id"});
    } else {
      for (const std::string& name : store->names) candidates.push_back({kinds.back(), name});
    }
  }
  for (const auto& [type, arguments] : stores.lookups) {
    for (const auto& [argument, of] : arguments) {
      bool fits = std::any_of(of.begin(), of.end(),
                              [&](const std::string& one) { return std::find(types.begin(), types.end(), one) != types.end(); });
      if (!fits) continue;
      kinds.push_back("data." + type);
      candidates.push_back({kinds.back(), argument});
    }
  }
  return candidates;
}

struct Found {
  const Fact* fact = nullptr;
  bool has_name = false;  ///< A name is known, and nothing has it.
};

Found find(Question& question, uint32_t root, const Value& named, const std::vector<std::string>& types) {
  std::vector<std::string> kinds;
  Candidates candidates = candidates_of(question.catalogue().stores, types, kinds);
  Relations::Named found = question.relations().named(root, named, candidates);
  if (found.fact != nullptr) return {found.fact};
  if (found.name.empty()) return {};
  // The name at the end of an ARN: `arn:aws:rds:eu-west-1:111122223333:db:orders`. Automated snapshots have a colon in their names.
  std::string_view text = found.name;
  bool is_arn = text.starts_with("arn:");
  for (int field = 0; is_arn && field < 6; ++field) {
    size_t colon = text.find(':');
    if (colon == std::string_view::npos) break;
    text.remove_prefix(colon + 1);
  }
  if (size_t slash = text.rfind('/'); slash != std::string_view::npos) text.remove_prefix(slash + 1);
  if (!text.empty() && text != found.name) {
    if (const Fact* by_name = question.relations().named(root, Value::string(text), candidates).fact) return {by_name};
  }
  return {nullptr, true};
}

Value outside(const Value& named) {
  return undecided(value::CauseKind::OutsideEstate, value::first_place(named.origin()), fmt::format("the source `{}`", shown(named)));
}

/// The resource that a lookup names, where this root has it.
Value resolve_lookup(Question& question, const Fact& lookup) {
  const Lookups& lookups = question.catalogue().stores.lookups;
  auto arguments = lookups.find(lookup.type());
  std::string looked_up;
  if (arguments != lookups.end()) {
    for (const auto& [path, types] : arguments->second) {
      Value name = lookup.at(path);
      if (!is_set(name)) continue;
      const Fact* found = find(question, lookup.root, name, types).fact;
      if (found != nullptr && !found->is_data()) return found->value();
      if (!name.is_known()) return undecided_by(name);
      if (looked_up.empty()) looked_up = shown(name);
    }
  }
  std::string text = looked_up.empty() ? lookup.subject : fmt::format("{}, `{}`", lookup.subject, looked_up);
  return undecided(value::CauseKind::DataSource, lookup.place, std::move(text));
}

/// Whether a store says itself how it is encrypted, as far as that counts.
bool says_itself(const Fact& fact, const DataStore& store, const StoreSource& source) {
  for (const EncryptionPlace& place : store.places) {
    if (!place.each.empty()) continue;
    auto any_set = [&](const std::vector<std::string>& paths) {
      return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) { return is_set(fact.at(path)); });
    };
    if (source.own_key_decides && any_set(place.keys)) return true;
    if (!source.own_decides) continue;
    if (!place.encrypted.empty() && is_set(fact.at(place.encrypted))) return true;
    for (const ArgumentIs& choice : place.choices) {
      if (is_set(fact.at(choice.path))) return true;
    }
  }
  return false;
}

/// What `named` names, or why that is not known.
Value source_named(Question& question, const Fact& fact, const StoreSource& source, const Value& named) {
  Found found;
  if (!source.of.empty()) found = find(question, fact.root, named, source.of);
  if (found.fact == nullptr) return named.is_known() ? outside(named) : undecided_by(named);
  return found.fact->is_data() ? resolve_lookup(question, *found.fact) : found.fact->value();
}

}  // namespace

Value sources_named(Question& question, const Fact& fact, const DataStore& store, const std::vector<StoreSource>& sources) {
  std::vector<Value> found;
  for (const StoreSource& source : sources) {
    std::vector<Value> named = values_at(fact, source.by);
    std::erase_if(named, [](const Value& value) { return !is_set(value); });
    if (named.empty()) continue;
    if (says_itself(fact, store, source)) return Value::null();
    if (arguments_are(fact, {}, source.only_if).answer != Answer::Yes) continue;
    for (const Value& one : named) {
      Value next = source_named(question, fact, source, one);
      // Of several, those that are known decide; one that is not leaves it open.
      if (!next.is_known()) return next;
      if (const Fact* holder = question.facts().of_value(next); holder != nullptr && !source.has.empty()) {
        StoreAnswer holds = arguments_are(*holder, {}, source.has);
        if (holds.answer == Answer::Unknown) return answer(holds.answer, holds.open);
        // The source's key does not reach this data.
        if (holds.answer == Answer::No) return Value::null();
      }
      found.push_back(std::move(next));
    }
    // The first way of naming a source counts, unless blocks name several.
    if (source.by.find('.') == std::string::npos) break;
  }
  if (found.empty()) return Value::null();
  return found.size() == 1 ? found.front() : Value::tuple(std::move(found));
}

const Fact* original_of(Question& question, const Fact& copy, const DataStore& store) {
  for (const std::vector<StoreSource>* sources : {&store.copy_of, &store.sources}) {
    for (const StoreSource& source : *sources) {
      for (const Value& named : values_at(copy, source.by)) {
        const Fact* found = source.of.empty() ? nullptr : find(question, copy.root, named, source.of).fact;
        if (found != nullptr && !found->is_data()) return found;
      }
    }
  }
  return nullptr;
}

}  // namespace wafpp::controls
