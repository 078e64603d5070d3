#include "controls/catalogue_gaps.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "terraform/provider_schema.h"
#include "terraform/schema_table.h"

namespace wafpp::controls {
namespace {

using terraform::SchemaTable;

// A block that repeats itself is walked once; deeper is nothing new.
constexpr uint32_t kMaxDepth = 12;

bool looks_so(std::string_view name) {
  constexpr std::array kWords = std::to_array<std::string_view>(
      {"kms", "cmk", "cmek", "encrypt", "key_vault_key", "customer_managed_key", "managed_hsm_key", "crypto_key"});
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

/// Every path of one resource type, in any version: `a.b`.
void collect(const SchemaTable& table, uint32_t body, const std::string& outer, uint32_t depth, std::set<std::string>& paths);

void collect_type(const value::Type& type, const std::string& outer, uint32_t depth, std::set<std::string>& paths) {
  if (depth > kMaxDepth) return;
  if (type.is_collection()) return collect_type(type.element(), outer, depth + 1, paths);
  if (type.kind() != value::TypeKind::Object) return;
  for (const value::TypeField& field : type.fields()) {
    std::string path = fmt::format("{}.{}", outer, field.name);
    paths.insert(path);
    collect_type(field.type, path, depth + 1, paths);
  }
}

void collect(const SchemaTable& table, uint32_t number, const std::string& outer, uint32_t depth, std::set<std::string>& paths) {
  if (depth > kMaxDepth) return;
  SchemaTable::Body body = table.body(number);
  for (uint32_t i = 0; i < body.count; ++i) {
    SchemaTable::Item item = table.item(body.first + i);
    std::string path = outer.empty() ? std::string(item.name) : fmt::format("{}.{}", outer, item.name);
    paths.insert(path);
    if (!item.is_block) {
      collect_type(table.type(item.inner), path, depth + 1, paths);
    } else if ((item.flags & (SchemaTable::kOpaque | SchemaTable::kRecurses)) == 0) {
      collect(table, item.inner, path, depth + 1, paths);
    }
  }
}

class Schemas {
 public:
  Schemas() {
    for (const documents::EmbeddedFile& file : terraform::shipped_schema_tables()) tables_.push_back(SchemaTable::trusted(file.contents()));
  }

  template <typename Visit>
  void for_each(Visit visit) const {
    for (const SchemaTable& table : tables_) {
      for (uint32_t number = 0; number < table.count(SchemaTable::Section::Managed); ++number) {
        visit(table.resource_name(SchemaTable::Section::Managed, number));
      }
    }
  }
  /// Empty where no version has the type.
  std::set<std::string> paths(std::string_view type, SchemaTable::Section section = SchemaTable::Section::Managed) const {
    std::set<std::string> paths;
    for (const SchemaTable& table : tables_) {
      if (std::optional<SchemaTable::Resource> found = table.find(section, type)) collect(table, found->body, {}, 0, paths);
    }
    return paths;
  }

 private:
  std::vector<SchemaTable> tables_;
};

/// Whether what is asked is there: names that are asked for, with what is said of unknown ones.
class NameCheck {
 public:
  NameCheck(const Schemas& schemas, std::vector<std::string>& problems) : schemas_(schemas), problems_(problems) {}

  void type(const std::string& type) {
    type_ = type;
    paths_ = schemas_.paths(type);
    if (paths_.empty()) problems_.push_back(fmt::format("{}: no schema has it", type));
  }
  void path(const std::string& below, const std::string& name) {
    if (name.empty() || paths_.empty()) return;
    std::string path = below.empty() ? name : fmt::format("{}.{}", below, name);
    if (!paths_.contains(path)) problems_.push_back(fmt::format("{}: {}", type_, path));
  }
  void place(const EncryptionPlace& place) {
    path({}, place.each);
    path(place.each, place.encrypted);
    for (const std::string& key : place.keys) path(place.each, key);
    for (const std::string& key : place.named) path(place.each, key);
    for (const std::vector<ArgumentIs>* list : {&place.only_if, &place.unset_if, &place.choices}) arguments(place.each, *list);
  }
  void arguments(const std::string& below, const std::vector<ArgumentIs>& list) {
    for (const ArgumentIs& one : list) path(below, one.path);
  }

 private:
  const Schemas& schemas_;
  std::vector<std::string>& problems_;
  std::string type_;
  std::set<std::string> paths_;
};

bool has_schemas(std::string_view type) {
  std::string_view provider = type.substr(0, type.find('_'));
  return provider == "aws" || provider == "azurerm" || provider == "google";
}

}  // namespace

std::vector<CatalogueGap> catalogue_gaps(const DataStores& stores) {
  std::set<std::string, std::less<>> known;
  for (const auto& [type, store] : stores.by_type()) {
    known.insert(type);
    known.insert(store.policies.type);
    for (const Companion& companion : store.companions) known.insert(companion.types.begin(), companion.types.end());
  }
  for (const auto& [type, reason] : stores.exclusions) known.insert(type);
  Schemas schemas;
  std::vector<CatalogueGap> gaps;
  schemas.for_each([&](std::string_view type) {
    if (known.contains(type)) return;
    CatalogueGap gap{.type = std::string(type)};
    for (const std::string& path : schemas.paths(type)) {
      if (looks_so(path)) gap.paths.push_back(path);
    }
    if (!gap.paths.empty()) gaps.push_back(std::move(gap));
  });
  std::sort(gaps.begin(), gaps.end(), [](const CatalogueGap& a, const CatalogueGap& b) { return a.type < b.type; });
  return gaps;
}

std::vector<std::string> unknown_names(const DataStores& stores, const DataStores& around) {
  Schemas schemas;
  std::vector<std::string> problems;
  NameCheck check(schemas, problems);
  for (const auto& [type, store] : stores.by_type()) {
    if (!has_schemas(type)) continue;
    check.type(type);
    for (const EncryptionPlace& place : store.places) check.place(place);
    for (const EncryptionPlace& place : store.side_data) check.place(place);
    for (const std::string& name : store.names) check.path({}, name);
    check.arguments({}, store.only_if);
    for (const std::vector<StoreSource>* list : {&store.sources, &store.copy_of}) {
      for (const StoreSource& source : *list) {
        check.path({}, source.by);
        check.arguments({}, source.only_if);
        for (const std::string& of : source.of) {
          if (stores.find(of) == nullptr && around.find(of) == nullptr)
            problems.push_back(fmt::format("{}: its source `{}` is not in the catalogue", type, of));
        }
      }
    }
    for (const Companion& companion : store.companions) {
      for (const std::string& companion_type : companion.types) {
        check.type(companion_type);
        check.path({}, companion.by);
        // Only the newest name has all that is asked for.
        if (companion_type == companion.types.front()) check.place(companion.place);
      }
    }
  }
  for (const auto& [type, reason] : stores.exclusions) {
    if (has_schemas(type) && schemas.paths(type).empty()) problems.push_back(fmt::format("{}: no schema has it", type));
    if (stores.find(type) != nullptr) problems.push_back(fmt::format("{}: both a data store and none", type));
  }
  for (const auto& [type, arguments] : stores.lookups) {
    if (!has_schemas(type)) continue;
    std::set<std::string> paths = schemas.paths(type, SchemaTable::Section::Data);
    for (const auto& [path, types] : arguments) {
      if (!paths.contains(path)) problems.push_back(fmt::format("data.{}: {}", type, path));
    }
  }
  std::sort(problems.begin(), problems.end());
  problems.erase(std::unique(problems.begin(), problems.end()), problems.end());
  return problems;
}

}  // namespace wafpp::controls
