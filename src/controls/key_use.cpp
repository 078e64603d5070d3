#include "controls/key_use.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "controls/block_paths.h"

namespace wafpp::controls {
namespace {

/// Kinds that hold the same category of data: what a key strategy tells apart.
std::string_view category_of_kind(std::string_view kind) {
  if (kind == "cache" || kind == "warehouse" || kind == "search") return "database";
  if (kind == "file system" || kind == "image") return "volume";
  if (kind == "stream") return "queue";
  return kind;
}

/// The kinds as a person reads them.
Text category_text(std::string_view category) {
  static const std::map<std::string_view, Text> kTexts = {{"database", {"databases", "Datenbanken"}},
                                                          {"volume", {"volumes and file systems", "Volumes und Dateisysteme"}},
                                                          {"queue", {"queues and streams", "Queues und Streams"}},
                                                          {"object store", {"object storage", "Objektspeicher"}},
                                                          {"secret", {"secrets", "Secrets"}},
                                                          {"log", {"logs", "Logs"}},
                                                          {"registry", {"registries", "Registries"}},
                                                          {"model", {"models", "Modelle"}}};
  auto found = kTexts.find(category);
  return found == kTexts.end() ? Text{std::string(category), std::string(category)} : found->second;
}

/// A tag's value by one of several names, written with or without dashes; null where there is none.
Value tag_of(const Fact& fact, std::span<const std::string_view> names) {
  for (std::string_view path : {"tags_all", "tags"}) {
    Value tags = fact.at(path);
    if (!tags.is_known()) return tags;
    if (tags.is_null() || (tags.kind() != value::TypeKind::Map && tags.kind() != value::TypeKind::Object)) continue;
    for (const value::Member& tag : tags.members()) {
      std::string name;
      for (char c : tag.name()) {
        if (c != '-' && c != '_' && c != ':' && c != ' ') name += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
      }
      if (std::find(names.begin(), names.end(), name) != names.end()) return tag.value;
    }
  }
  return Value::null();
}

constexpr std::array kCategoryTags =
    std::to_array<std::string_view>({"dataclassification", "datacategory", "dataclass", "classification", "datenkategorie"});
constexpr std::array kEnvironmentTags = std::to_array<std::string_view>({"environment", "env", "stage", "umgebung"});

/// Every argument of a store that names a key.
std::vector<std::string> key_paths(const DataStore& store) {
  std::vector<std::string> paths;
  for (const EncryptionPlace& place : store.places) {
    for (const std::string& key : place.keys) paths.push_back(path_below(place.each, key));
  }
  return paths;
}

constexpr std::string_view kResource = "resource.";

/// Values that stores say, and those of them that are not known.
struct Said {
  std::map<std::string, const Fact*> by_text;
  Value open;
  void add(const Value& value, const Fact& by) {
    if (!value.is_known()) open = value;
    if (std::optional<std::string_view> text = text_of(value)) by_text.emplace(std::string(*text), &by);
  }
};

struct StoresOfKey {
  std::vector<const Fact*> facts;
};

std::vector<const Fact*> find_stores(Question& question, const Fact& key) {
  const DataStores& stores = question.catalogue().stores;
  const Relations& relations = question.relations();
  std::vector<const Fact*> names = relations.pointing_at(key, "resource.aws_kms_alias", "target_key_id", names_of(key)).facts;
  names.push_back(&key);
  std::set<const Fact*> found;
  auto with_key = [&](const std::string& kind, const std::string& path, auto visit) {
    for (const Fact* name : names) {
      for (const Fact* fact : relations.pointing_at(*name, kind, path, {}).facts) visit(*fact);
    }
  };
  // There are few kinds in a root, and hundreds in the catalogue.
  for (std::string_view kind_there : question.facts().kinds(key.root)) {
    if (!kind_there.starts_with(kResource)) continue;
    const DataStore* of_type = stores.find(kind_there.substr(kResource.size()));
    if (of_type == nullptr || of_type->group == "backup") continue;
    const DataStore& store = *of_type;
    std::string kind(kind_there);
    for (const std::string& path : key_paths(store)) with_key(kind, path, [&](const Fact& fact) { found.insert(&fact); });
    // What a further resource declares for it.
    for (const Companion& companion : store.companions) {
      for (const std::string& path : companion.place.keys) {
        with_key("resource." + companion.types.front(), path_below(companion.place.each, path), [&](const Fact& declared) {
          Relations::Named named = relations.named(key.root, declared.at(companion.by), {{kind, "id"}, {kind, "bucket"}});
          if (named.fact != nullptr) found.insert(named.fact);
        });
      }
    }
  }
  std::vector<const Fact*> sorted(found.begin(), found.end());
  std::sort(sorted.begin(), sorted.end(), [](const Fact* a, const Fact* b) { return a->subject < b->subject; });
  return sorted;
}

}  // namespace

std::vector<const Fact*> stores_of_key(Question& question, const Fact& key) {
  // Many checks ask it of each key.
  return question.relations().once<StoresOfKey>(key, [&] { return StoresOfKey{find_stores(question, key)}; }).facts;
}

Value one_category(Question& question, const Fact& key) {
  Said categories;
  Said environments;
  std::vector<const Fact*> stores = stores_of_key(question, key);
  // One alone is of one category, whichever that is.
  if (stores.size() < 2) return Value::boolean(true);
  for (const Fact* store : stores) {
    Value tag = tag_of(*store, kCategoryTags);
    if (tag.is_known() && tag.is_null()) {
      tag = Value::string(category_of_kind(question.catalogue().stores.find(store->type())->kind));
    }
    categories.add(tag, *store);
    environments.add(tag_of(*store, kEnvironmentTags), *store);
  }
  for (const Said* said : {&categories, &environments}) {
    if (said->by_text.size() < 2) continue;
    for (const auto& [text, store] : said->by_text) {
      Text name = said == &categories ? category_text(text) : Text{text, text};
      question.note(Note::Kind::Reason, store->place, fmt::format("{}: `{}`", name.en, store->subject),
                    fmt::format("{}: `{}`", name.de, store->subject));
    }
    return Value::boolean(false);
  }
  const Value& open = categories.open.is_known() ? environments.open : categories.open;
  return open.is_known() ? Value::boolean(true) : undecided_by(open, value::Type::boolean());
}

}  // namespace wafpp::controls
