#include <algorithm>

#include "terraform/instance.h"
#include "terraform/plan_reader.h"
#include "value/convert.h"

// Raw state files, version 4: https://developer.hashicorp.com/terraform/internals/json-format says what `terraform show -json` makes of
// them; the files themselves hold resources with their instances, attributes by the provider's schema.

namespace wafpp::terraform {

namespace {

using documents::JsonCursor;
using documents::JsonDocument;
using documents::JsonKind;
using documents::JsonMember;
using documents::JsonValue;

constexpr diag::Kind kStateVersion = {.name = "state-version", .level = diag::Level::Error};
constexpr diag::Kind kOldAttributes = {.name = "old-attributes", .level = diag::Level::Warning};

std::string_view text_of(const JsonValue& json, std::string_view name) {
  const JsonValue* member = json.find(name);
  return member != nullptr ? member->string() : std::string_view();
}

/// `registry.terraform.io/hashicorp/aws` of `provider["registry.terraform.io/hashicorp/aws"].eu`.
std::string source_of(std::string_view text) {
  size_t begin = text.find("[\"");
  size_t end = text.rfind("\"]");
  return begin < end && end != std::string_view::npos ? std::string(text.substr(begin + 2, end - begin - 2)) : std::string();
}

/// `provider["registry.terraform.io/hashicorp/aws"].eu`, `module.db.provider["..."]`, and `provider.aws` of old: `aws.eu`.
std::string provider_of(std::string_view text) {
  std::optional<std::vector<AddressStep>> steps = parse_address(text);
  if (!steps) return {};
  for (size_t at = 0; at < steps->size(); ++at) {
    const AddressStep& step = (*steps)[at];
    if (step.name != "provider") continue;
    bool is_named = step.key.kind == InstanceKey::Kind::Name;
    std::string result = is_named ? local_name_of(step.key.name) : std::string();
    for (size_t next = at + 1; next < steps->size(); ++next) {
      if (!result.empty()) result += '.';
      result += (*steps)[next].name;
    }
    return result;
  }
  return {};
}

/// Whether `json` is a type as Terraform writes it: `"string"`, `["list", "number"]`, `["object", {...}]`.
bool is_type(const JsonValue& json, uint32_t depth = 0) {
  std::string_view name = json.string();
  if (!name.empty()) return name == "string" || name == "number" || name == "bool" || name == "dynamic";
  std::span<const JsonValue> parts = json.elements();
  if (parts.size() < 2 || depth > value::Type::kMaxDepth) return false;
  std::string_view kind = parts[0].string();
  if (kind == "list" || kind == "set" || kind == "map") return is_type(parts[1], depth + 1);
  if (kind == "tuple") {
    std::span<const JsonValue> elements = parts[1].elements();
    return std::all_of(elements.begin(), elements.end(), [&](const JsonValue& element) { return is_type(element, depth + 1); });
  }
  if (kind != "object") return false;
  std::span<const JsonMember> members = parts[1].members();
  return std::all_of(members.begin(), members.end(), [&](const JsonMember& member) { return is_type(member.value, depth + 1); });
}

/// An attribute whose type the schema leaves open is stored with its type beside it.
const JsonValue& without_type(const JsonValue& json) {
  if (!json.is(JsonKind::Object) || json.members().size() != 2) return json;
  const JsonValue* value = json.find("value");
  const JsonValue* type = json.find("type");
  return value != nullptr && type != nullptr && is_type(*type) ? *value : json;
}

/// Marks what a path of `sensitive_attributes` names: `[{"type": "get_attr", "value": "password"}, {"type": "index", ...}]`.
Value marked(const Value& value, std::span<const JsonValue> steps) {
  if (steps.empty()) return value.add_marks(value::kSensitive);
  if (!value.has_content()) return value;
  const JsonValue* step = steps[0].find("value");
  // The key of an index is a value with its type.
  const JsonValue* key = step != nullptr && step->is(JsonKind::Object) ? step->find("value") : step;
  if (key == nullptr) return value.add_marks(value::kSensitive);
  if (value.kind() == value::TypeKind::Object && value.find(key->string()) != nullptr) {
    std::vector<value::Member> members(value.members().begin(), value.members().end());
    for (value::Member& member : members) {
      if (member.name() == key->string()) member.value = marked(member.value, steps.subspan(1));
    }
    return Value::object(std::move(members)).with_origin(value.origin()).with_marks(value.marks());
  }
  std::optional<int64_t> index = key->integer();
  if (value.kind() == value::TypeKind::Tuple && index && *index >= 0 && static_cast<size_t>(*index) < value.length()) {
    std::vector<Value> elements(value.elements().begin(), value.elements().end());
    elements[static_cast<size_t>(*index)] = marked(elements[static_cast<size_t>(*index)], steps.subspan(1));
    return Value::tuple(std::move(elements)).with_origin(value.origin()).with_marks(value.marks());
  }
  // An element of a set is named by its content: then all of it is kept back.
  return value.add_marks(value::kSensitive);
}

class StateReader {
 public:
  StateReader(PlanReader& reader, PlanDraft& draft) : reader_(reader), draft_(draft) {}

  void read_resource(const JsonValue& resource) {
    const JsonValue* instances = resource.find("instances");
    std::string_view type = text_of(resource, "type");
    std::string_view name = text_of(resource, "name");
    if (type.empty() || name.empty()) {
      reader_.report(resource.place(draft_.source.id()), "a resource without a type or name");
      return;
    }
    if (instances == nullptr) return;
    std::string_view mode = text_of(resource, "mode");
    std::string label = resource_label(mode == "data" ? Mode::Data : mode == "ephemeral" ? Mode::Ephemeral : Mode::Managed, type, name);
    std::string base = child_address(std::string(text_of(resource, "module")), label);
    std::string provider = provider_of(text_of(resource, "provider"));
    for (const JsonValue& instance : instances->elements()) read_instance(resource, instance, base, provider);
  }

 private:
  void read_instance(const JsonValue& resource, const JsonValue& instance, const std::string& base, const std::string& provider) {
    if (instance.find("deposed") != nullptr) return;
    diag::SourceId source = draft_.source.id();
    const JsonValue* attributes = instance.find("attributes");
    if (attributes == nullptr && instance.find("attributes_flat") != nullptr) {
      draft_.out.diagnostics
          .report(kOldAttributes, instance.place(source),
                  "`" + base + "` is stored in the form of Terraform before 0.12, which is not read")
          .help("`terraform refresh` stores it anew")
          .emit();
    }
    if (attributes == nullptr) return;
    InstanceKey key;
    if (const JsonValue* index = instance.find("index_key")) {
      if (index->is(JsonKind::String)) {
        key = {.kind = InstanceKey::Kind::Name, .name = std::string(index->string())};
      } else if (std::optional<int64_t> number = index->integer()) {
        key = {.kind = InstanceKey::Kind::Index, .index = *number};
      }
    }
    MemberIndex members(&resource);
    const JsonMember* name = members.find("name");
    std::string address = base + key.text();
    size_t before = draft_.instances.size();
    reader_.add({.address = address,
                 .address_place = instance.place(source),
                 .header = member_place(*name, source),
                 .whole = instance.place(source),
                 .provider = provider,
                 .source = source_of(text_of(resource, "provider")),
                 .planned = {attributes, nullptr, nullptr},
                 .existed = true});
    if (draft_.instances.size() == before) return;
    finish(draft_.instances.back(), *attributes, instance.find("sensitive_attributes"));
  }

  void finish(DraftInstance& instance, const JsonValue& attributes, const JsonValue* sensitive) {
    for (BodyValue::Attribute& attribute : instance.body->attributes) {
      if (attribute.value.kind() != value::TypeKind::Object || attribute.value.length() != 2) continue;
      const JsonValue* stored = attributes.find(attribute.name);
      if (stored == nullptr || &without_type(*stored) == stored) continue;
      attribute.value = planned_value({&without_type(*stored), nullptr, nullptr}, *draft_.memory);
    }
    if (sensitive == nullptr) return;
    for (const JsonValue& path : sensitive->elements()) {
      std::span<const JsonValue> steps = path.elements();
      const JsonValue* first = steps.empty() ? nullptr : steps[0].find("value");
      if (first == nullptr) continue;
      for (BodyValue::Attribute& attribute : instance.body->attributes) {
        if (attribute.name == first->string()) attribute.value = marked(attribute.value, steps.subspan(1));
      }
    }
  }

  PlanReader& reader_;
  PlanDraft& draft_;
};

}  // namespace

void read_raw_state(PlanReader& reader, PlanDraft& draft, const std::unordered_map<std::string, size_t>& sections) {
  if (auto version = sections.find("version"); version != sections.end()) {
    JsonCursor cursor = reader.cursor_at(version->second);
    std::optional<JsonDocument> number = cursor.read();
    if (number && number->root().integer() != 4) {
      draft.out.diagnostics
          .report(kStateVersion, number->root().place(draft.source.id()),
                  "state of version `" +
                      std::string(draft.source.text().substr(number->root().begin(), number->root().end() - number->root().begin())) +
                      "` is not known: version 4 is")
          .help("`terraform show -json > state.json` writes it in a form that is")
          .emit();
      return;
    }
  }
  auto resources = sections.find("resources");
  if (resources != sections.end()) {
    StateReader state(reader, draft);
    JsonCursor cursor = reader.cursor_at(resources->second);
    if (cursor.enter('[')) {
      while (cursor.next_element()) {
        std::optional<JsonDocument> resource = cursor.read();
        if (!resource) break;
        state.read_resource(resource->root());
      }
    }
    if (!draft.out.has_errors()) reader.check(cursor);
  }
  reader.finish();
}

}  // namespace wafpp::terraform
