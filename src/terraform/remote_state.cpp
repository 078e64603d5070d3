#include "terraform/instance.h"
#include "value/convert.h"
#include "value/json.h"

namespace wafpp::terraform {

namespace {

/// The type that JSON such as `["list","string"]` names; nullopt where it names none.
std::optional<value::Type> type_of_json(const Value& json) {
  if (json.is_null()) return std::nullopt;
  if (json.kind() == value::TypeKind::String) {
    if (json.as_string() == "string") return value::Type::string();
    if (json.as_string() == "number") return value::Type::number();
    if (json.as_string() == "bool") return value::Type::boolean();
    if (json.as_string() == "dynamic") return value::Type::dynamic();
    return std::nullopt;
  }
  if (json.kind() != value::TypeKind::Tuple || json.length() < 2 || json.elements()[0].is_null() ||
      json.elements()[0].kind() != value::TypeKind::String)
    return std::nullopt;
  std::string_view kind = json.elements()[0].as_string();
  const Value& inside = json.elements()[1];
  if (kind == "list" || kind == "set" || kind == "map") {
    std::optional<value::Type> element = type_of_json(inside);
    if (!element) return std::nullopt;
    return kind == "list" ? value::Type::list(*element) : kind == "set" ? value::Type::set(*element) : value::Type::map(*element);
  }
  if (kind == "tuple" && !inside.is_null() && inside.kind() == value::TypeKind::Tuple) {
    std::vector<value::Type> elements;
    for (const Value& element : inside.elements()) {
      std::optional<value::Type> type = type_of_json(element);
      if (!type) return std::nullopt;
      elements.push_back(*type);
    }
    return value::Type::tuple(elements);
  }
  if (kind == "object" && !inside.is_null() && inside.kind() == value::TypeKind::Object) {
    std::vector<value::TypeField> fields;
    for (const value::Member& member : inside.members()) {
      std::optional<value::Type> type = type_of_json(member.value);
      if (!type) return std::nullopt;
      fields.push_back({std::string(member.name()), *type});
    }
    return value::Type::object(std::move(fields));
  }
  return std::nullopt;
}

const Value* known_string(const Value* value) {
  bool usable = value != nullptr && value->is_known() && !value->is_null() && value->kind() == value::TypeKind::String;
  return usable ? value : nullptr;
}

}  // namespace

std::optional<Value> remote_state_outputs(const BodyValue& body, functions::Files& files) {
  auto value_of = [&](std::string_view name) {
    const BodyValue::Attribute* attribute = body.attribute(name);
    return attribute != nullptr ? &attribute->value : nullptr;
  };
  const Value* backend = known_string(value_of("backend"));
  const Value* config = value_of("config");
  if (backend == nullptr || backend->as_string() != "local") return std::nullopt;
  std::string path = "terraform.tfstate";
  if (config != nullptr && config->is_known() && !config->is_null() &&
      (config->kind() == value::TypeKind::Object || config->kind() == value::TypeKind::Map)) {
    const Value* written = config->find("path");
    if (written != nullptr && !written->is_null()) {
      if (known_string(written) == nullptr) return std::nullopt;
      path = written->as_string();
    }
  }
  base::Result<std::string> text = files.read(path);
  if (!text) return std::nullopt;
  base::Result<Value> state = value::from_json(*text);
  if (!state || state->is_null() || state->kind() != value::TypeKind::Object) return std::nullopt;

  std::vector<value::Member> outputs;
  const Value* defaults = value_of("defaults");
  if (defaults != nullptr && defaults->is_known() && !defaults->is_null() &&
      (defaults->kind() == value::TypeKind::Object || defaults->kind() == value::TypeKind::Map)) {
    outputs.assign(defaults->members().begin(), defaults->members().end());
  }
  const Value* stored = state->find("outputs");
  if (stored != nullptr && !stored->is_null() && stored->kind() == value::TypeKind::Object) {
    for (const value::Member& member : stored->members()) {
      if (member.value.is_null() || member.value.kind() != value::TypeKind::Object) continue;
      const Value* value = member.value.find("value");
      const Value* type = member.value.find("type");
      if (value == nullptr) continue;
      Value output = *value;
      if (std::optional<value::Type> wanted = type != nullptr ? type_of_json(*type) : std::nullopt) {
        if (auto converted = value::convert(output, *wanted)) output = std::move(*converted);
      }
      const Value* sensitive = member.value.find("sensitive");
      bool is_sensitive =
          sensitive != nullptr && !sensitive->is_null() && sensitive->kind() == value::TypeKind::Bool && sensitive->as_bool();
      outputs.push_back({member.key, is_sensitive ? output.add_marks(value::kSensitive) : output});
    }
  }
  return Value::object(std::move(outputs));
}

}  // namespace wafpp::terraform
