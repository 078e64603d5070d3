#include "terraform/provider_schema.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <tuple>
#include <utility>

#include "base/name_table.h"
#include "base/text.h"
#include "base/unicode.h"
#include "value/convert.h"
#include "value/json.h"

namespace wafpp::terraform {

namespace {

template <typename Schema>
const Schema* find_by_name(const std::vector<Schema>& schemas, const NameIndex& names, std::string_view name) {
  auto [first, last] = names.range(name);
  for (size_t at = first; at < last; ++at) {
    if (base::same_name(schemas[at].name, name)) return &schemas[at];
  }
  return nullptr;
}

SchemaTable::Section section_of(Mode mode) {
  switch (mode) {
    case Mode::Managed:
      return SchemaTable::Section::Managed;
    case Mode::Data:
      return SchemaTable::Section::Data;
    case Mode::Ephemeral:
      return SchemaTable::Section::Ephemeral;
  }
  return SchemaTable::Section::Managed;
}

/// The forms of an item that one resource type has in the versions which may be in use.
struct Forms {
  SchemaTable::Item newest;                 ///< That of the newest of these versions, else the last one there was.
  std::vector<SchemaTable::Item> or_older;  ///< Others that may hold instead.
};

/// Rows to schemas, for one resource type in a range of versions. Depth and size are bounded by the table's check.
class SchemaBuilder {
 public:
  SchemaBuilder(const SchemaTable& rows, const std::vector<bool>& sampled, const ProviderVersion& versions, ResourceSchema& out)
      : rows_(rows), sampled_(sampled), versions_(versions), out_(out) {}

  void run(uint32_t body) {
    const BodySchema* made = build(body, nullptr, {});
    out_.body = made;
    for (auto& [block, path] : recursions_) block->body = at_path(*made, path);
  }

  /// Whether what was there until version number `until` (from one, zero: until now) may be there still.
  bool may_hold(uint32_t until) const {
    uint32_t below = versions_.newest / 2;
    if (until == 0 || until > versions_.oldest / 2) return true;
    // Samples are far apart: it may be gone since a version between two of them.
    size_t next = until;  // Numbers are from one: this is the one behind it.
    while (next < sampled_.size() && !sampled_[next]) ++next;
    return below < next || (below == next && versions_.newest % 2 == 0 && next < sampled_.size());
  }

 private:
  /// Of `[first, end)`, all of one name, the newest first. Nullopt: it is gone.
  std::optional<Forms> forms(uint32_t first, uint32_t end) const {
    uint32_t chosen = end;
    for (uint32_t index = end; index-- > first;) {
      uint8_t until = rows_.item(index).until;
      if (until != 0 && until <= versions_.newest / 2) continue;
      chosen = index;
      break;
    }
    if (chosen == end) {
      if (!may_hold(rows_.item(first).until)) return std::nullopt;
      chosen = first;
    }
    Forms result{rows_.item(chosen), {}};
    for (uint32_t index = chosen + 1; index < end; ++index) {
      if (SchemaTable::Item item = rows_.item(index); item.until > versions_.oldest / 2) result.or_older.push_back(item);
    }
    return result;
  }

  const BodySchema* build(uint32_t number, const BodySchema* outer, std::string_view block) {
    SchemaTable::Body rows = rows_.body(number);
    BodySchema& made = out_.bodies.emplace_back();
    made.outer = outer;
    made.block_type = block;
    made.attributes.reserve(rows.count);
    uint32_t end = rows.first + rows.count;
    for (uint32_t first = rows.first; first < end;) {
      std::string_view name = rows_.item(first).name;
      uint32_t next = first + 1;
      while (next < end && rows_.item(next).name == name) ++next;
      std::optional<Forms> item = forms(first, next);
      if (!item) {
        made.gone.emplace_back(name, rows_.version_at(rows_.item(first).until - 1U).text);
      } else if (std::any_of(item->or_older.begin(), item->or_older.end(),
                             [&](const SchemaTable::Item& one) { return one.is_block != item->newest.is_block; })) {
        add_either(made, *item);
      } else if (item->newest.is_block) {
        add_block(made, *item);
      } else {
        add_attribute(made, *item);
      }
      first = next;
    }
    finish(made);
    return &made;
  }

  static ArgumentMode mode_of(const Forms& forms) {
    bool is_computed = false;
    bool is_settable = false;
    bool is_required = true;
    auto look = [&](const SchemaTable::Item& item) {
      auto mode = static_cast<ArgumentMode>(item.form);
      is_computed |= mode == ArgumentMode::OptionalComputed || mode == ArgumentMode::Computed;
      is_settable |= mode != ArgumentMode::Computed;
      is_required &= mode == ArgumentMode::Required;
    };
    look(forms.newest);
    for (const SchemaTable::Item& item : forms.or_older) look(item);
    if (is_required) return ArgumentMode::Required;
    if (!is_settable) return ArgumentMode::Computed;
    return is_computed ? ArgumentMode::OptionalComputed : ArgumentMode::Optional;
  }

  void add_attribute(BodySchema& to, const Forms& forms) {
    const SchemaTable::Item& item = forms.newest;
    AttributeSchema made{.name = item.name,
                         .type = rows_.type(item.inner),
                         .mode = mode_of(forms),
                         .sensitive = (item.flags & SchemaTable::kSensitive) != 0,
                         .write_only = (item.flags & SchemaTable::kWriteOnly) != 0,
                         .key = Value::string(item.name)};
    if ((item.flags & SchemaTable::kNoBlocks) == 0) made.as_blocks = blocks_of(made, to);
    for (const SchemaTable::Item& older : forms.or_older) {
      if (older.inner != item.inner) made.type = value::Type::dynamic();
      if (older.extra != item.extra) made.doubtful_default = true;
    }
    if (std::string_view text = rows_.string(item.extra); !text.empty() && !made.doubtful_default) {
      if (base::Result<Value> parsed = value::from_json(text)) {
        if (auto converted = value::convert(*parsed, made.type)) made.default_value = std::move(*converted);
      }
    }
    to.attributes.push_back(std::move(made));
  }

  /// In some of the versions a block, in others an argument: taken as either is written.
  void add_either(BodySchema& to, const Forms& forms) {
    AttributeSchema made{.name = forms.newest.name, .mode = ArgumentMode::OptionalComputed, .key = Value::string(forms.newest.name)};
    auto look = [&](const SchemaTable::Item& item) {
      made.sensitive |= !item.is_block && (item.flags & SchemaTable::kSensitive) != 0;
      bool is_known = item.is_block && (item.flags & (SchemaTable::kRecurses | SchemaTable::kOpaque)) == 0;
      if (is_known && made.as_blocks == nullptr) made.as_blocks = build(item.inner, &to, item.name);
    };
    look(forms.newest);
    for (const SchemaTable::Item& item : forms.or_older) look(item);
    to.attributes.push_back(std::move(made));
  }

  /// An argument that takes a list or set of objects may be written as blocks; what is left out of such a block is null.
  /// https://developer.hashicorp.com/terraform/language/attr-as-blocks
  const BodySchema* blocks_of(const AttributeSchema& attribute, const BodySchema& outer) {
    bool is_sequence = attribute.type.kind() == value::TypeKind::List || attribute.type.kind() == value::TypeKind::Set;
    if (!is_sequence || attribute.mode == ArgumentMode::Computed || attribute.type.element().kind() != value::TypeKind::Object)
      return nullptr;
    BodySchema& made = out_.bodies.emplace_back();
    made.outer = &outer;
    made.block_type = attribute.name;
    for (const value::TypeField& field : attribute.type.element().fields()) {
      AttributeSchema inner{.name = field.name, .type = field.type, .key = Value::string(field.name)};
      inner.as_blocks = blocks_of(inner, made);
      made.attributes.push_back(std::move(inner));
    }
    finish(made);
    return &made;
  }

  void add_block(BodySchema& to, const Forms& forms) {
    const SchemaTable::Item& item = forms.newest;
    BlockSchema made{.name = item.name,
                     .nesting = static_cast<Nesting>(item.form),
                     .minimum = item.minimum(),
                     .maximum = item.maximum(),
                     .key = Value::string(item.name)};
    for (const SchemaTable::Item& older : forms.or_older) {
      made.doubtful_nesting |= older.form != item.form;
      made.minimum = std::min(made.minimum, older.minimum());
      made.maximum = made.maximum == 0 || older.maximum() == 0 ? 0 : std::max(made.maximum, older.maximum());
    }
    if ((item.flags & SchemaTable::kRecurses) != 0) {
      made.recurses = true;
      recursion_paths_.emplace_back(&to, to.blocks.size(), rows_.string(item.inner));
    } else if ((item.flags & SchemaTable::kOpaque) == 0) {
      made.body = build(item.inner, &to, item.name);
    }
    if (made.body != nullptr && !made.doubtful_nesting) {
      value::Type one = made.body->type;
      switch (made.nesting) {
        case Nesting::Single:
        case Nesting::Group:
          made.type = one;
          break;
        // Blocks whose types may differ make a tuple or an object of no single type.
        case Nesting::List:
          if (one.is_wholly_known()) made.type = value::Type::list(one);
          break;
        case Nesting::Set:
          made.type = value::Type::set(one);
          break;
        case Nesting::Map:
          if (one.is_wholly_known()) made.type = value::Type::map(one);
          break;
      }
    }
    to.blocks.push_back(std::move(made));
  }

  void finish(BodySchema& made) {
    std::vector<value::TypeField> fields;
    fields.reserve(made.attributes.size() + made.blocks.size());
    for (uint32_t index = 0; index < made.attributes.size(); ++index) {
      const AttributeSchema& attribute = made.attributes[index];
      fields.push_back({std::string(attribute.name), attribute.type.without_optional()});
      made.attribute_names.add(attribute.name);
      if (attribute.mode == ArgumentMode::Required) made.required.push_back(index);
      if (attribute.default_value || attribute.doubtful_default) made.defaulted.push_back(index);
    }
    for (uint32_t index = 0; index < made.blocks.size(); ++index) {
      const BlockSchema& block = made.blocks[index];
      fields.push_back({std::string(block.name), block.type});
      made.block_names.add(block.name);
      bool is_single = block.nesting == Nesting::Single && !block.doubtful_nesting;
      if (block.minimum > 0 || block.maximum > 0 || is_single) made.limited.push_back(index);
    }
    made.type = value::Type::object(std::move(fields));
    // Blocks have their place for good now.
    while (!recursion_paths_.empty() && std::get<0>(recursion_paths_.back()) == &made) {
      recursions_.emplace_back(&made.blocks[std::get<1>(recursion_paths_.back())], std::get<2>(recursion_paths_.back()));
      recursion_paths_.pop_back();
    }
  }

  /// Null where the path leads nowhere: then what is inside is not known.
  static const BodySchema* at_path(const BodySchema& from, std::string_view path) {
    const BodySchema* body = &from;
    while (body != nullptr && !path.empty()) {
      size_t dot = path.find('.');
      const BlockSchema* block = body->block(path.substr(0, dot));
      body = block != nullptr ? block->body : nullptr;
      path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    }
    return body;
  }

  const SchemaTable& rows_;
  const std::vector<bool>& sampled_;
  const ProviderVersion& versions_;
  ResourceSchema& out_;
  std::vector<std::tuple<const BodySchema*, size_t, std::string_view>> recursion_paths_;
  std::vector<std::pair<BlockSchema*, std::string_view>> recursions_;
};

/// `hashicorp/aws` of `registry.terraform.io/hashicorp/aws`; lower case, as registries take it.
std::string without_host(std::string_view source) {
  if (std::count(source.begin(), source.end(), '/') == 2) source.remove_prefix(source.find('/') + 1);
  std::string result(source);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return result;
}

}  // namespace

std::pair<size_t, size_t> NameIndex::range(std::string_view name) const {
  auto [first, last] = std::equal_range(heads_.begin(), heads_.end(), base::name_head(name));
  return {static_cast<size_t>(first - heads_.begin()), static_cast<size_t>(last - heads_.begin())};
}

std::string BodySchema::path() const {
  std::string result;
  for (const BodySchema* body = this; body->outer != nullptr; body = body->outer) {
    if (!result.empty()) result.insert(0, 1, '.');
    result.insert(0, body->block_type);
  }
  return result;
}

const AttributeSchema* BodySchema::attribute(std::string_view name) const { return find_by_name(attributes, attribute_names, name); }
const BlockSchema* BodySchema::block(std::string_view name) const { return find_by_name(blocks, block_names, name); }

std::string_view BodySchema::last_seen(std::string_view name) const {
  for (const auto& [gone_name, version] : gone) {
    if (gone_name == name) return version;
  }
  return {};
}

std::vector<std::string_view> BodySchema::names() const {
  std::vector<std::string_view> result;
  for (const AttributeSchema& one : attributes) result.push_back(one.name);
  for (const BlockSchema& one : blocks) result.push_back(one.name);
  return result;
}

namespace {
std::atomic<uint64_t> made_so_far{0};
}  // namespace

const ProviderSchemas& ProviderSchemas::shipped() {
  // Never destroyed: values may point into schemas after `main`.
  static const auto* schemas = new ProviderSchemas;
  return *schemas;
}

ProviderSchemas::ProviderSchemas(std::span<const SchemaTable> own) : number_(++made_so_far) {
  auto add = [&](const SchemaTable& rows) {
    Table table{.rows = rows, .versions = {}, .sampled = {}};
    for (uint32_t number = 0; number < rows.count(SchemaTable::Section::Versions); ++number) {
      SchemaTable::Version version = rows.version_at(number);
      table.versions.push_back(Version::parse(version.text).value_or(Version{{0, 0, 0}, {}}));
      table.sampled.push_back(version.sampled);
    }
    table.versions.push_back(Version::parse(rows.version()).value_or(Version{{0, 0, 0}, {}}));
    table.sampled.push_back(true);
    tables_.push_back(std::move(table));
  };
  for (const SchemaTable& rows : own) add(rows);
  for (const documents::EmbeddedFile& file : shipped_schema_tables()) add(SchemaTable::trusted(file.contents()));
}

ProviderSchemas::~ProviderSchemas() = default;

const ProviderSchemas::Table* ProviderSchemas::table_of(std::string_view source, ProviderVersion& found) const {
  std::string wanted = without_host(source);
  for (found.table = 0; found.table < tables_.size(); ++found.table) {
    if (tables_[found.table].rows.source() == wanted) return &tables_[found.table];
  }
  if (wanted != "hashicorp/google-beta") return nullptr;
  const Table* like = table_of("hashicorp/google", found);
  found.outside = like != nullptr;
  return like;
}

bool ProviderSchemas::has_table(std::string_view source) const {
  ProviderVersion found;
  return table_of(source, found) != nullptr && !found.outside;
}

uint16_t ProviderSchemas::epoch_of(const Table& table, const Version& version) {
  uint16_t below = 0;
  while (below < table.versions.size() && Version::compare(table.versions[below], version) < 0) ++below;
  bool equal = below < table.versions.size() && Version::compare(table.versions[below], version) == 0;
  return static_cast<uint16_t>(2 * below + (equal ? 1 : 0));
}

/// Of one version: itself. Between two samples things have the form of either; but what a provider breaks it breaks with a new major
/// version, so that of two samples the one of the same major version speaks.
std::pair<uint16_t, uint16_t> ProviderSchemas::range_of(const Table& table, const Version& version) {
  uint16_t epoch = epoch_of(table, version);
  size_t next = epoch / 2;
  if (epoch % 2 == 1 && table.sampled[next]) return {epoch, epoch};
  while (next < table.versions.size() && !table.sampled[next]) ++next;
  size_t last = epoch / 2;
  while (last > 0 && !table.sampled[last - 1]) --last;
  if (last == 0) return {epoch, epoch};
  auto before = static_cast<uint16_t>(2 * (last - 1) + 1);
  auto same_major = [&](size_t number) {
    return number < table.versions.size() && !version.numbers.empty() && !table.versions[number].numbers.empty() &&
           table.versions[number].numbers[0] == version.numbers[0];
  };
  bool like_before = same_major(last - 1);
  bool like_next = same_major(next);
  if (like_before == like_next) return {before, epoch};
  return like_before ? std::pair(before, before) : std::pair(epoch, epoch);
}

std::optional<ProviderVersion> ProviderSchemas::in_version(std::string_view source, const Version& version) const {
  ProviderVersion result;
  const Table* table = table_of(source, result);
  if (table == nullptr) return std::nullopt;
  std::tie(result.oldest, result.newest) = range_of(*table, version);
  uint16_t epoch = epoch_of(*table, version);
  // Newer than the table: it may have what the table has not, and need not have what the table says. Older than all that was
  // compared: what was gone before is not in the table.
  result.outside |= epoch == 0 || epoch / 2U == table->versions.size();
  result.certain = !result.outside;
  return result;
}

std::optional<ProviderVersion> ProviderSchemas::within(std::string_view source, std::string_view constraint) const {
  ProviderVersion result;
  const Table* table = table_of(source, result);
  if (table == nullptr) return std::nullopt;
  std::optional<Version> lowest = lower_bound(constraint);
  if (lowest) result.oldest = range_of(*table, *lowest).first;
  for (size_t number = table->versions.size(); number-- > 0;) {
    if (!table->sampled[number] || !satisfies(table->versions[number], constraint).value_or(true)) continue;
    result.newest = std::max(result.oldest, static_cast<uint16_t>(2 * number + 1));
    return result;
  }
  // Older than all that is known, newer, or between two.
  result.newest = lowest ? range_of(*table, *lowest).second : result.oldest;
  uint16_t epoch = lowest ? epoch_of(*table, *lowest) : 0;
  result.outside |= epoch == 0 || epoch / 2U == table->versions.size();
  return result;
}

const ResourceSchema* ProviderSchemas::find(ProviderVersion provider, Mode mode, std::string_view type) const {
  return find(provider, section_of(mode), type);
}

const ResourceSchema* ProviderSchemas::configuration(ProviderVersion provider) const {
  const SchemaTable& rows = tables_[provider.table].rows;
  if (rows.count(SchemaTable::Section::Provider) == 0) return nullptr;
  return find(provider, SchemaTable::Section::Provider, rows.resource_name(SchemaTable::Section::Provider, 0));
}

const ResourceSchema* ProviderSchemas::find(ProviderVersion provider, SchemaTable::Section section, std::string_view type) const {
  // A root has many resources of few types: each thread keeps the answers that it got last.
  struct Answer {
    uint64_t from = 0;  // `number_` of who gave it, and who owns what follows.
    uint64_t asked = 0;
    std::string_view type;
    const ResourceSchema* schema = nullptr;
  };
  constexpr size_t kAnswers = 64;
  thread_local std::array<Answer, kAnswers> answers;
  uint64_t asked = uint64_t{provider.table} << 56 | uint64_t{static_cast<uint8_t>(section)} << 52 | uint64_t{provider.oldest} << 12 |
                   uint64_t{provider.newest} << 2 | (provider.certain ? 2U : 0U) | (provider.outside ? 1U : 0U);
  Answer& last = answers[base::name_hash(type) % kAnswers];
  if (last.from == number_ && last.asked == asked && base::same_name(last.type, type)) return last.schema;
  const ResourceSchema* schema = look_up(provider, section, type, asked);
  if (schema != nullptr) last = {number_, asked, schema->type, schema};
  return schema;
}

/// `asked`: all but the type, in one number.
const ResourceSchema* ProviderSchemas::look_up(ProviderVersion provider, SchemaTable::Section section, std::string_view type,
                                               uint64_t asked) const {
  const Table& table = tables_[provider.table];
  std::optional<SchemaTable::Resource> row = table.rows.find(section, type);
  if (!row) return nullptr;
  uint64_t key = asked | uint64_t{row->number} << 22;
  {
    std::shared_lock lock(mutex_);
    if (auto found = built_.find(key); found != built_.end()) return found->second.get();
  }
  auto made = std::make_unique<ResourceSchema>();
  SchemaBuilder builder(table.rows, table.sampled, provider, *made);
  if (!builder.may_hold(row->until)) {
    made.reset();
  } else {
    made->type = table.rows.resource_name(section, row->number);
    made->source = table.rows.source();
    made->certain = provider.certain;
    made->outside = provider.outside;
    made->newest_known = table.rows.version();
    auto oldest = static_cast<uint32_t>(std::find(table.sampled.begin(), table.sampled.end(), true) - table.sampled.begin());
    made->oldest_known = oldest + 1 < table.sampled.size() ? table.rows.version_at(oldest).text : table.rows.version();
    builder.run(row->body);
  }
  // Two threads may build the same one; the first one's is everybody's.
  std::unique_lock lock(mutex_);
  return built_.emplace(key, std::move(made)).first->second.get();
}

const ResourceSchema* find_schema(std::string_view source, Mode mode, std::string_view type, const std::optional<Version>& version,
                                  const ProviderSchemas& schemas) {
  std::optional<ProviderVersion> provider = version ? schemas.in_version(source, *version) : schemas.within(source, "");
  return provider ? schemas.find(*provider, mode, type) : nullptr;
}

}  // namespace wafpp::terraform
