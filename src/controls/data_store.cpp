#include "controls/data_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace wafpp::controls {
namespace {

using documents::YamlKind;
using documents::YamlMember;
using documents::YamlNode;

constexpr diag::Kind kBadEntry = {.name = "bad-catalogue-entry", .level = diag::Level::Error};

constexpr std::array<std::string_view, 5> kGroups = {"data_store", "bucket", "volume", "backup", "own"};
constexpr std::array<std::string_view, 4> kProviders = {"aws", "azurerm", "google", "any"};

std::vector<std::string> texts(const YamlNode* node) {
  std::vector<std::string> result;
  if (node == nullptr) return result;
  if (node->is_scalar()) return {std::string(node->text())};
  for (const YamlNode& element : node->elements()) result.emplace_back(element.text());
  return result;
}

std::string text(const YamlNode* node) { return node == nullptr ? std::string() : std::string(node->text()); }
Answer unset_answer(const YamlNode* node) {
  if (node != nullptr && node->text() == "unknown") return Answer::Unknown;
  return node != nullptr && node->boolean().value_or(false) ? Answer::Yes : Answer::No;
}
bool flag(const YamlNode* node) { return node != nullptr && node->boolean().value_or(false); }

/// `{engine: [valkey], mode: on}`; a value that is null counts where the argument is not set.
std::vector<ArgumentIs> arguments_of(const YamlNode* node) {
  std::vector<ArgumentIs> result;
  if (node == nullptr) return result;
  for (const YamlMember& member : node->members()) {
    ArgumentIs argument{.path = std::string(member.key.text()), .values = {}};
    auto add = [&](const YamlNode& value) {
      if (value.is(YamlKind::Null)) {
        argument.unset = true;
      } else {
        argument.values.emplace_back(value.text());
      }
    };
    if (member.value.is(YamlKind::Sequence)) {
      for (const YamlNode& value : member.value.elements()) add(value);
    } else {
      add(member.value);
    }
    result.push_back(std::move(argument));
  }
  return result;
}

class EntryReader {
 public:
  EntryReader(const YamlNode& node, diag::Sink& sink) : node_(node), sink_(sink) {}

  template <size_t N>
  void allow(const std::array<std::string_view, N>& keys) const {
    if (!node_.is(YamlKind::Mapping)) sink_.report(kBadEntry, node_.place(), "an entry of the catalogue is a mapping").emit();
    for (const YamlMember& member : node_.members()) {
      if (std::find(keys.begin(), keys.end(), member.key.text()) == keys.end())
        sink_.report(kBadEntry, member.key.place(), fmt::format("`{}` is no key of the catalogue", member.key.text())).emit();
    }
  }

  bool has_place() const {
    constexpr std::array<std::string_view, 4> kAny = {"key", "encrypted", "choice", "named"};
    return std::any_of(kAny.begin(), kAny.end(), [&](std::string_view key) { return node_.find(key) != nullptr; });
  }

  EncryptionPlace place() const {
    EncryptionPlace place;
    place.each = text(node_.find("each"));
    place.at_least_one = flag(node_.find("at_least_one"));
    place.unset_key_hangs_on = text(node_.find("unset_key_hangs_on"));
    place.only_if = arguments_of(node_.find("if"));
    place.encrypted = text(node_.find("encrypted"));
    place.encrypted_values = texts(node_.find("encrypted_is"));
    place.unset_encrypted = unset_answer(node_.find("unset_encrypted"));
    place.account_default = flag(node_.find("account_default"));
    place.unset_if = arguments_of(node_.find("unset_encrypted_if"));
    place.key_encrypts = flag(node_.find("key_encrypts"));
    place.choices = arguments_of(node_.find("choice"));
    place.keys = texts(node_.find("key"));
    place.named = texts(node_.find("named"));
    return place;
  }

 private:
  const YamlNode& node_;
  diag::Sink& sink_;
};

constexpr std::array kPlaceKeys =
    std::to_array<std::string_view>({"each", "at_least_one", "if", "encrypted", "encrypted_is", "unset_encrypted", "unset_encrypted_if",
                                     "account_default", "key_encrypts", "choice", "key", "unset_key_hangs_on", "named"});
constexpr std::array kCompanionKeys =
    std::to_array<std::string_view>({"type", "by", "in_addition", "each", "if", "choice", "key", "named"});
constexpr std::array kStoreKeys = std::to_array<std::string_view>({"kind",
                                                                   "group",
                                                                   "if",
                                                                   "encrypted",
                                                                   "encrypted_is",
                                                                   "unset_encrypted",
                                                                   "unset_encrypted_if",
                                                                   "account_default",
                                                                   "key_encrypts",
                                                                   "choice",
                                                                   "key",
                                                                   "unset_key_hangs_on",
                                                                   "named",
                                                                   "also",
                                                                   "side_data",
                                                                   "companions",
                                                                   "sources",
                                                                   "copy_of",
                                                                   "policies",
                                                                   "names",
                                                                   "without_key"});
constexpr std::array kSourceKeys =
    std::to_array<std::string_view>({"by", "of", "if", "has", "own_key_decides", "own_decides", "key_encrypts"});
constexpr std::array kPolicyKeys = std::to_array<std::string_view>({"type", "document", "resource", "key"});

std::vector<StoreSource> sources_of(const YamlNode* node, diag::Sink& sink) {
  std::vector<StoreSource> sources;
  if (node == nullptr) return sources;
  for (const YamlNode& one : node->elements()) {
    EntryReader(one, sink).allow(kSourceKeys);
    bool own_decides = flag(one.find("own_decides"));
    sources.push_back({.by = text(one.find("by")),
                       .of = texts(one.find("of")),
                       .own_key_decides = own_decides || flag(one.find("own_key_decides")),
                       .own_decides = own_decides,
                       .only_if = arguments_of(one.find("if")),
                       .key_encrypts = flag(one.find("key_encrypts")),
                       .has = arguments_of(one.find("has"))});
  }
  return sources;
}

DataStore store_of(const std::string& type, const YamlNode& node, diag::Sink& sink) {
  EntryReader reader(node, sink);
  reader.allow(kStoreKeys);
  DataStore store;
  store.type = type;
  store.kind = text(node.find("kind"));
  store.group = node.find("group") == nullptr ? "data_store" : text(node.find("group"));
  store.only_if = arguments_of(node.find("if"));
  store.names = texts(node.find("names"));
  if (reader.has_place()) {
    store.places.push_back(reader.place());
    store.places.back().only_if.clear();
  }
  auto add_places = [&](std::string_view key, std::vector<EncryptionPlace>& places) {
    const YamlNode* list = node.find(key);
    if (list == nullptr) return;
    for (const YamlNode& one : list->elements()) {
      EntryReader place(one, sink);
      place.allow(kPlaceKeys);
      places.push_back(place.place());
    }
  };
  add_places("also", store.places);
  add_places("side_data", store.side_data);
  if (const YamlNode* companions = node.find("companions")) {
    for (const YamlNode& one : companions->elements()) {
      EntryReader companion(one, sink);
      companion.allow(kCompanionKeys);
      store.companions.push_back({.types = texts(one.find("type")),
                                  .by = text(one.find("by")),
                                  .in_addition = flag(one.find("in_addition")),
                                  .place = companion.place()});
    }
  }
  for (const Companion& companion : store.companions) {
    if (companion.types.empty() || companion.by.empty())
      sink.report(kBadEntry, node.place(), fmt::format("a companion of `{}` has no `type`, or no `by`", type)).emit();
  }
  store.sources = sources_of(node.find("sources"), sink);
  store.copy_of = sources_of(node.find("copy_of"), sink);
  if (const YamlNode* policies = node.find("policies")) {
    EntryReader(*policies, sink).allow(kPolicyKeys);
    store.policies = {text(policies->find("type")), text(policies->find("document")), text(policies->find("resource")),
                      text(policies->find("key"))};
  }
  for (const std::vector<StoreSource>* list : {&store.sources, &store.copy_of}) {
    for (const StoreSource& source : *list) {
      if (source.by.empty()) sink.report(kBadEntry, node.place(), fmt::format("a source of `{}` has no `by`", type)).emit();
    }
  }
  bool has_policies = !store.policies.type.empty();
  if (has_policies && (store.policies.document.empty() || store.policies.resource.empty() || store.policies.key.empty()))
    sink.report(kBadEntry, node.place(), fmt::format("the policies of `{}` need `type`, `document`, `resource` and `key`", type)).emit();
  if (std::find(kGroups.begin(), kGroups.end(), store.group) == kGroups.end()) {
    sink.report(kBadEntry, node.place(), fmt::format("`{}` is of a group that nobody asks: `{}`", type, store.group))
        .help("`data_store`, `bucket`, `volume`, `backup`, or `own` for what a check names itself")
        .emit();
  }
  if (const YamlNode* without = node.find("without_key")) store.without_key = {text(without->find("en")), text(without->find("de"))};
  bool says_something =
      !store.places.empty() || !store.companions.empty() || !store.sources.empty() || !store.without_key.empty() || store.group == "own";
  if (store.kind.empty() || !says_something)
    sink.report(kBadEntry, node.place(), fmt::format("`{}` has no kind, or nothing that says how it is encrypted", type)).emit();
  return store;
}

}  // namespace

void DataStores::set(std::string type, DataStore store) {
  auto [at, is_new] = by_type_.insert_or_assign(std::move(type), std::move(store));
  if (is_new) index_.add(at->first, &at->second);
}

void DataStores::erase(std::string_view type) {
  auto found = by_type_.find(type);
  if (found == by_type_.end()) return;
  by_type_.erase(found);
  index();
}

void DataStores::index() {
  index_ = base::NameTable<DataStore>(by_type_.size());
  for (const auto& [type, store] : by_type_) index_.add(type, &store);
}

std::vector<std::string_view> DataStores::of_kind(std::string_view kind) const {
  std::vector<std::string_view> types;
  size_t dot = kind.find('.');
  if (dot == std::string_view::npos) return types;
  std::string_view group = kind.substr(0, dot);
  std::string_view provider = kind.substr(dot + 1);
  if (std::find(kProviders.begin(), kProviders.end(), provider) == kProviders.end()) return types;
  for (const auto& [type, store] : by_type_) {
    bool fits = provider == "any" || (type.starts_with(provider) && type.substr(provider.size()).starts_with("_"));
    bool is_of_group = group == "side_data" ? !store.side_data.empty() : store.group == group;
    if (is_of_group && fits) types.push_back(type);
  }
  return types;
}

void read_data_stores(const YamlNode& root, DataStores& stores, diag::Sink& sink) {
  if (const YamlNode* list = root.find("data_stores")) {
    if (!list->is(YamlKind::Mapping)) sink.report(kBadEntry, list->place(), "`data_stores` has to be a map of resource types").emit();
    for (const YamlMember& member : list->members()) {
      std::string type(member.key.text());
      if (stores.find(type) != nullptr)
        sink.report(kBadEntry, member.key.place(), fmt::format("`{}` stands in the catalogue twice", type)).emit();
      DataStore store = store_of(type, member.value, sink);
      stores.set(std::move(type), std::move(store));
    }
  }
  if (const YamlNode* list = root.find("lookups")) {
    for (const YamlMember& member : list->members()) {
      auto& lookup = stores.lookups[std::string(member.key.text())];
      for (const YamlMember& one : member.value.members()) lookup.emplace_back(std::string(one.key.text()), texts(&one.value));
    }
  }
  if (const YamlNode* list = root.find("no_data_stores")) {
    for (const YamlNode& group : list->elements()) {
      std::string reason = text(group.find("reason"));
      for (std::string& type : texts(group.find("types"))) {
        if (stores.exclusions.contains(type) || reason.empty())
          sink.report(kBadEntry, group.place(), fmt::format("`{}` is left out twice, or without a reason", type)).emit();
        stores.exclusions.insert_or_assign(std::move(type), reason);
      }
    }
  }
}

}  // namespace wafpp::controls
