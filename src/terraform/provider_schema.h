#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/name_table.h"
#include "documents/embed.h"
#include "terraform/evaluation.h"
#include "terraform/requirements.h"
#include "terraform/schema_table.h"
#include "value/value.h"

/// What the provider says of a resource type: which arguments and blocks it has, their types, who sets them. By this a body is
/// decoded (body_evaluator.cpp), and by this a reference knows what the code leaves unsaid (planned.h).
namespace wafpp::terraform {

struct BodySchema;

/// Who sets an argument.
enum class ArgumentMode : uint8_t { Required, Optional, OptionalComputed, Computed };
enum class Nesting : uint8_t { Single, List, Set, Map, Group };

struct AttributeSchema {
  std::string_view name;
  value::Type type;
  ArgumentMode mode = ArgumentMode::Optional;
  bool sensitive = false;
  bool write_only = false;             ///< Never reaches the plan: null in references.
  std::optional<Value> default_value;  ///< Of the type, without origin.
  bool doubtful_default = false;       ///< Versions that may be in use differ in it.
  Value key;                           ///< The name, for objects.
  /// The objects of a list or set of objects, which may be written as blocks; null where they may not.
  const BodySchema* as_blocks = nullptr;
  bool is_computed() const { return mode == ArgumentMode::OptionalComputed || mode == ArgumentMode::Computed; }
};

struct BlockSchema {
  std::string_view name;
  Nesting nesting = Nesting::List;
  uint32_t minimum = 0;
  uint32_t maximum = 0;              ///< Zero: no limit.
  const BodySchema* body = nullptr;  ///< Null: what is inside is not known.
  bool recurses = false;             ///< `body` is one that this block stands in.
  bool doubtful_nesting = false;     ///< Versions that may be in use differ in it.
  value::Type type;  ///< Of all blocks together, as a reference sees them; `any` where what is inside, or the nesting, is not known.
  Value key;
};

/// Where names stand in a sorted row of them: by their first eight bytes, which lie side by side, so that a look-up stays within a few
/// lines of memory.
class NameIndex {
 public:
  /// Of the name that comes next; names come sorted.
  void add(std::string_view name) { heads_.push_back(base::name_head(name)); }
  /// The positions of all names that begin as this one does: `[first, last)`.
  std::pair<size_t, size_t> range(std::string_view name) const;

 private:
  std::vector<uint64_t> heads_;
};

struct BodySchema {
  const BodySchema* outer = nullptr;        ///< The body whose block this is the inside of; null for a resource.
  std::string_view block_type;              ///< Of that block.
  std::vector<AttributeSchema> attributes;  ///< By name.
  std::vector<BlockSchema> blocks;          ///< By name.
  NameIndex attribute_names;
  NameIndex block_names;
  std::vector<uint32_t> required;   ///< Attributes that must be set.
  std::vector<uint32_t> defaulted;  ///< Attributes with a default, also a doubtful one.
  std::vector<uint32_t> limited;    ///< Blocks whose number is.
  /// What there was in older versions, with the last one that is known to have had it.
  std::vector<std::pair<std::string_view, std::string_view>> gone;
  value::Type type;  ///< An object.

  /// Block types from the resource down, joined with dots; empty for the resource itself.
  std::string path() const;
  const AttributeSchema* attribute(std::string_view name) const;
  const BlockSchema* block(std::string_view name) const;
  /// The last version known to have had `name`, empty where none did.
  std::string_view last_seen(std::string_view name) const;
  std::vector<std::string_view> names() const;
};

/// A resource type in one version of its provider. Immutable; lives as long as the `ProviderSchemas` it is from.
struct ResourceSchema {
  std::string_view type;
  std::string_view source;
  /// The version in use is known, and the table knows it: what is in no schema is wrong. Otherwise it may be newer, or older.
  bool certain = false;
  /// The version in use is older or newer than all that the table knows: what does not fit is not worth a word.
  bool outside = false;
  std::string_view oldest_known;  ///< The versions that the table was made of.
  std::string_view newest_known;
  const BodySchema* body = nullptr;  ///< Never null.
  std::deque<BodySchema> bodies;
};

/// A provider as a root uses it: which table, and which versions of it may be in use. An epoch says where a version stands among
/// those that the table tells apart: twice the number of those below it, and one more where it is equal to the next.
struct ProviderVersion {
  uint32_t table = 0;
  uint16_t oldest = 0;   ///< Epoch.
  uint16_t newest = 0;   ///< Epoch; its forms hold where there are several.
  bool certain = false;  ///< The version is known, and the table knows it.
  bool outside = false;  ///< It is older or newer than all that the table knows, or a provider that is only like that of the table.
};

/// The tables there are. A schema is built from its rows when it is first asked for, and then kept; safe from several threads.
class ProviderSchemas {
 public:
  static constexpr size_t kMaxTables = 200;  ///< Of one's own.

  /// The shipped tables.
  static const ProviderSchemas& shipped();
  /// With tables of one's own, which take the place of shipped ones for the same provider. Their bytes outlive this.
  explicit ProviderSchemas(std::span<const SchemaTable> own = {});
  ~ProviderSchemas();

  /// A provider (`hashicorp/aws`, or with the registry's host before it) in a version that is known. Nullopt where there is no table
  /// of it. `hashicorp/google-beta` without a table of its own is as `hashicorp/google`, never certain: it has more.
  std::optional<ProviderVersion> in_version(std::string_view source, const Version& version) const;
  /// In one of the versions that `constraint` allows; empty: in any.
  std::optional<ProviderVersion> within(std::string_view source, std::string_view constraint) const;

  /// Whether there is a table of that very provider.
  bool has_table(std::string_view source) const;

  /// Null where the table has no such type in that version.
  const ResourceSchema* find(ProviderVersion provider, Mode mode, std::string_view type) const;
  /// Of the provider's own configuration; its `type` is `provider.NAME`. Null where the table does not say.
  const ResourceSchema* configuration(ProviderVersion provider) const;

 private:
  struct Table {
    SchemaTable rows;
    std::vector<Version> versions;  ///< Ascending; the table's own is the last.
    std::vector<bool> sampled;
  };
  const ResourceSchema* find(ProviderVersion provider, SchemaTable::Section section, std::string_view type) const;
  const ResourceSchema* look_up(ProviderVersion provider, SchemaTable::Section section, std::string_view type, uint64_t asked) const;
  const Table* table_of(std::string_view source, ProviderVersion& found) const;
  static uint16_t epoch_of(const Table& table, const Version& version);
  static std::pair<uint16_t, uint16_t> range_of(const Table& table, const Version& version);

  const uint64_t number_;  // No two of a process have the same one.
  std::vector<Table> tables_;
  mutable std::shared_mutex mutex_;
  mutable std::unordered_map<uint64_t, std::unique_ptr<const ResourceSchema>> built_;
};

/// A schema by names alone, for one question: of any version, or of `version`. Null where there is none.
const ResourceSchema* find_schema(std::string_view source, Mode mode, std::string_view type,
                                  const std::optional<Version>& version = std::nullopt,
                                  const ProviderSchemas& schemas = ProviderSchemas::shipped());

/// Compiled in from `catalogue/schemas`.
std::span<const documents::EmbeddedFile> shipped_schema_tables();

}  // namespace wafpp::terraform
