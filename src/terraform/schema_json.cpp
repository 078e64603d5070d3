#include "terraform/schema_json.h"

#include <algorithm>
#include <optional>

#include "base/letters.h"
#include "documents/json.h"
#include "terraform/schema_writer.h"

namespace wafpp::terraform {

namespace {

using documents::JsonKind;
using documents::JsonMember;
using documents::JsonValue;
using value::TypeKind;

constexpr diag::Kind kUnreadable = {.name = "unreadable-schema", .level = diag::Level::Error};

constexpr std::pair<std::string_view, TypeKind> kPrimitives[] = {
    {"dynamic", TypeKind::Dynamic}, {"bool", TypeKind::Bool}, {"number", TypeKind::Number}, {"string", TypeKind::String}};
constexpr std::pair<std::string_view, TypeKind> kCollections[] = {
    {"list", TypeKind::List}, {"set", TypeKind::Set}, {"map", TypeKind::Map}, {"tuple", TypeKind::Tuple}, {"object", TypeKind::Object}};
/// In the order of `Nesting`.
constexpr std::string_view kNestings[] = {"single", "list", "set", "map", "group"};

std::optional<TypeKind> kind_of(std::string_view name, std::span<const std::pair<std::string_view, TypeKind>> kinds) {
  for (const auto& [known, kind] : kinds) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

/// Members by name; of two with one name the later one holds.
std::map<std::string_view, const JsonValue*> by_name(const JsonValue* object) {
  std::map<std::string_view, const JsonValue*> result;
  if (object == nullptr) return result;
  for (const JsonMember& member : object->members()) result[member.name] = &member.value;
  return result;
}

bool is_set(const JsonValue& object, std::string_view name) {
  const JsonValue* flag = object.find(name);
  return flag != nullptr && flag->is_true();
}

/// One provider. Recursion is bounded by the depth of JSON. What is wrong is said once, and then everything is nothing.
class SchemaJson {
 public:
  SchemaJson(const diag::Source& source, diag::Sink& sink) : source_(source), sink_(sink) {}

  std::optional<std::string> table(std::string_view source, std::string_view version, const JsonValue& provider) {
    types(SchemaTable::Section::Managed, provider.find("resource_schemas"));
    types(SchemaTable::Section::Data, provider.find("data_source_schemas"));
    types(SchemaTable::Section::Ephemeral, provider.find("ephemeral_resource_schemas"));
    if (const JsonValue* own = provider.find("provider")) {
      std::string name = "provider." + std::string(source.substr(source.rfind('/') + 1));
      uint32_t name_at = writer_.string(name);
      writer_.add(SchemaTable::Section::Provider, name_at, block_of(*own));
    }
    if (is_broken_) return std::nullopt;
    return writer_.finish(source, version);
  }

 private:
  void refuse(const JsonValue& at, std::string message) {
    if (!is_broken_) sink_.report(kUnreadable, at.place(source_.id()), std::move(message)).emit();
    is_broken_ = true;
  }

  void types(SchemaTable::Section section, const JsonValue* schemas) {
    for (const auto& [name, schema] : by_name(schemas)) {
      uint32_t name_at = writer_.string(name);
      writer_.add(section, name_at, block_of(*schema));
    }
  }

  /// The body of what has a `block`.
  uint32_t block_of(const JsonValue& schema) {
    const JsonValue* block = schema.find("block");
    if (block != nullptr && block->is(JsonKind::Object)) return body(*block);
    refuse(schema, "a schema has a `block`, which is an object");
    return 0;
  }

  uint32_t body(const JsonValue& block) {
    // By name, arguments and blocks together.
    struct Part {
      const JsonValue* value = nullptr;
      bool is_block = false;
    };
    std::map<std::string_view, Part> parts;
    for (const auto& [name, attribute] : by_name(block.find("attributes"))) parts[name] = {attribute, false};
    for (const auto& [name, nested] : by_name(block.find("block_types"))) parts[name] = {nested, true};
    std::vector<SchemaWriter::Item> items;
    for (const auto& [name, part] : parts) {
      if (is_broken_) break;
      items.push_back(part.is_block ? nested_block(name, *part.value) : attribute(name, *part.value));
    }
    return writer_.body(items);
  }

  SchemaWriter::Item attribute(std::string_view name, const JsonValue& json) {
    SchemaWriter::Item item{.name = writer_.string(name)};
    bool is_computed = is_set(json, "computed");
    item.form = is_set(json, "required") ? 0 : !is_set(json, "optional") ? 3 : is_computed ? 2 : 1;  // As in `ArgumentMode`.
    const JsonValue* nested = json.find("nested_type");
    if (is_set(json, "sensitive")) item.flags |= SchemaTable::kSensitive;
    if (is_set(json, "write_only")) item.flags |= SchemaTable::kWriteOnly;
    if (nested != nullptr) item.flags |= SchemaTable::kNoBlocks;
    item.inner = nested != nullptr ? nested_type(*nested) : type_at(json);
    return item;
  }

  SchemaWriter::Item nested_block(std::string_view name, const JsonValue& json) {
    const JsonValue* mode = json.find("nesting_mode");
    auto found = std::find(std::begin(kNestings), std::end(kNestings), mode != nullptr ? mode->string() : std::string_view());
    if (found == std::end(kNestings)) {
      refuse(mode != nullptr ? *mode : json, "a block has a `nesting_mode`: `single`, `list`, `set`, `map` or `group`");
      return {};
    }
    SchemaWriter::Item item{.name = 0, .is_block = true, .form = static_cast<uint8_t>(found - std::begin(kNestings))};
    item.inner = block_of(json);
    auto limit = [&](std::string_view which) {
      const JsonValue* number = json.find(which);
      return static_cast<uint32_t>(std::clamp<int64_t>(number != nullptr ? number->integer().value_or(0) : 0, 0, 0xFFFF));
    };
    item.extra = limit("min_items") | limit("max_items") << 16;
    item.name = writer_.string(name);
    return item;
  }

  /// Terraform's way to write types: `"string"`, `["list", "string"]`, `["object", {"a": "bool"}, ["a"]]`.
  uint32_t type(const JsonValue& json) {
    if (json.is(JsonKind::String)) {
      if (std::optional<TypeKind> kind = kind_of(json.string(), kPrimitives)) return writer_.type(*kind);
    }
    std::span<const JsonValue> parts = json.elements();
    std::optional<TypeKind> kind = parts.size() >= 2 ? kind_of(parts[0].string(), kCollections) : std::nullopt;
    if (!kind) {
      refuse(json, "this is no type");
      return 0;
    }
    std::vector<SchemaWriter::Field> fields;
    if (*kind == TypeKind::Object) {
      std::vector<std::string_view> optional;
      if (parts.size() > 2) {
        for (const JsonValue& name : parts[2].elements()) optional.push_back(name.string());
      }
      for (const auto& [name, field] : by_name(&parts[1])) {
        bool is_optional = std::find(optional.begin(), optional.end(), name) != optional.end();
        uint32_t name_at = writer_.string(name);
        fields.push_back({name_at, type(*field), is_optional});
      }
    } else if (*kind == TypeKind::Tuple) {
      for (const JsonValue& element : parts[1].elements()) fields.push_back({0, type(element), false});
    } else {
      fields.push_back({0, type(parts[1]), false});
    }
    return writer_.type(*kind, fields);
  }

  uint32_t type_at(const JsonValue& attribute) {
    const JsonValue* written = attribute.find("type");
    if (written != nullptr) return type(*written);
    refuse(attribute, "an argument has a `type`");
    return 0;
  }

  /// The type of an argument with arguments of its own. What may be left out is optional, what the provider computes too.
  uint32_t nested_type(const JsonValue& nested) {
    std::vector<SchemaWriter::Field> fields;
    for (const auto& [name, attribute] : by_name(nested.find("attributes"))) {
      const JsonValue* inner = attribute->find("nested_type");
      uint32_t name_at = writer_.string(name);
      uint32_t type = inner != nullptr ? nested_type(*inner) : type_at(*attribute);
      fields.push_back({name_at, type, !is_set(*attribute, "required")});
    }
    uint32_t object = writer_.type(TypeKind::Object, fields);
    const JsonValue* mode = nested.find("nesting_mode");
    if (mode != nullptr && mode->string() == "single") return object;
    std::optional<TypeKind> kind = mode != nullptr ? kind_of(mode->string(), std::span(kCollections).first(3)) : std::nullopt;
    if (!kind) {
      refuse(mode != nullptr ? *mode : nested, "a nested type has a `nesting_mode`: `single`, `list`, `set` or `map`");
      return 0;
    }
    return writer_.type(*kind, {{0, object, false}});
  }

  const diag::Source& source_;
  diag::Sink& sink_;
  SchemaWriter writer_;
  bool is_broken_ = false;
};

/// `acme/acme` of `registry.acme.test/acme/acme`, in lower case.
std::string short_source(std::string_view address) {
  if (std::count(address.begin(), address.end(), '/') == 2) address.remove_prefix(address.find('/') + 1);
  return base::lowered(address);
}

}  // namespace

std::vector<std::string> schema_tables(const diag::Source& source, const std::function<std::string(std::string_view)>& version_of,
                                       diag::Sink& sink) {
  std::vector<std::string> tables;
  std::optional<documents::JsonDocument> document = documents::parse_json(source, sink);
  if (!document) return tables;
  const JsonValue* providers = document->root().find("provider_schemas");
  if (providers == nullptr || !providers->is(JsonKind::Object)) {
    sink.report(kUnreadable, {source.id(), 0, 0}, "this is no schema of providers: it has no object `provider_schemas`")
        .help("`terraform providers schema -json` prints one")
        .emit();
    return tables;
  }
  for (const auto& [address, provider] : by_name(providers)) {
    std::string name = short_source(address);
    if (name.starts_with("builtin/")) continue;  // What Terraform brings with it is known to the evaluator.
    std::string version = version_of(name);
    std::optional<std::string> bytes = SchemaJson(source, sink).table(name, version.empty() ? "0.0.0" : version, *provider);
    if (!bytes) continue;
    if (base::Result<SchemaTable> table = SchemaTable::open(*bytes); !table) {
      sink.report(kUnreadable, provider->place(source.id()), "the schema of `" + name + "` is too large, or nested too deeply").emit();
      continue;
    }
    tables.push_back(std::move(*bytes));
  }
  return tables;
}

}  // namespace wafpp::terraform
