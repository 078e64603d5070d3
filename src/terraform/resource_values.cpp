#include <algorithm>

#include "terraform/instance.h"
#include "terraform/planned.h"
#include "value/convert.h"

// What references see of resources whose schema is known, and what the provider adds while it plans.

namespace wafpp::terraform {

namespace {

constexpr diag::Kind kUnsupportedAttribute = {.name = "unsupported-attribute", .level = diag::Level::Error};
constexpr diag::Kind kDoubtfulAttribute = {.name = "unsupported-attribute", .level = diag::Level::Warning};

using Progress = ResourceState::Progress;

bool is_number(const hcl::Step& step) { return step.key != nullptr && step.key->kind == hcl::ExprKind::Number; }

std::optional<size_t> index_of(const hcl::Step& step) {
  auto number = value::Number::parse(hcl::as<hcl::NumberExpr>(*step.key).text);
  std::optional<int64_t> index = number ? number->as_int64() : std::nullopt;
  return index && *index >= 0 ? std::optional<size_t>(static_cast<size_t>(*index)) : std::nullopt;
}

/// The type behind one step, nullopt where `type` has no such part.
std::optional<value::Type> type_behind(value::Type type, const hcl::Step& step) {
  switch (type.kind()) {
    case value::TypeKind::Dynamic:
      return type;
    case value::TypeKind::List:
      return is_number(step) ? std::optional(type.element()) : std::nullopt;
    case value::TypeKind::Map:
      return is_number(step) ? std::nullopt : std::optional(type.element());
    case value::TypeKind::Object: {
      const value::TypeField* field = is_number(step) ? nullptr : type.field(step.name);
      return field != nullptr ? std::optional(field->type) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

/// The part of `value` behind one step, null where it has none that is known.
const Value* part_behind(const Value& value, const hcl::Step& step) {
  if (!value.has_content()) return nullptr;
  bool is_sequence = value.kind() == value::TypeKind::List || value.kind() == value::TypeKind::Tuple;
  bool has_members = value.kind() == value::TypeKind::Object || value.kind() == value::TypeKind::Map;
  if (is_number(step)) {
    std::optional<size_t> index = is_sequence ? index_of(step) : std::nullopt;
    return index && *index < value.length() ? &value.elements()[*index] : nullptr;
  }
  return has_members ? value.find(step.name) : nullptr;
}

}  // namespace

/// The value of `steps` below an instance whose schema is known; see `instance_attribute`.
Value ModuleInstance::schema_attribute(ResourceState& state, size_t index, std::span<const hcl::Step> steps, size_t& used,
                                       eval::Evaluator& evaluator) {
  const ResourceInstance& instance = state.instances[index];
  const BodySchema& schema = *state.schema->body;
  const hcl::Step& first = steps[0];
  if (is_number(first)) {
    used = 0;
    return whole_instance(state, index);  // The evaluator says what is wrong.
  }
  PlannedValues planned(instance, *state.schema);
  Value found;
  const BodySchema* inside = nullptr;  // Of the blocks that `found` is, or is in.
  bool by_shape = false;               // What is inside of them is not known.
  if (const AttributeSchema* attribute = schema.attribute(first.name)) {
    found = planned_attribute(instance, state, *attribute, planned);
    inside = attribute->as_blocks;
  } else if (const BlockSchema* block = schema.block(first.name)) {
    found = planned.blocks(*instance.body, *block);
    inside = block->body;
    by_shape = inside == nullptr;
  } else {
    used = steps.size();
    return no_such_attribute(state, index, steps, evaluator);
  }
  size_t at = 1;
  while (at < steps.size()) {
    const hcl::Step& step = steps[at];
    const Value* part = part_behind(found, step);
    if (part == nullptr) break;
    if (inside != nullptr && !is_number(step)) {
      const BlockSchema* block = inside->block(step.name);
      const AttributeSchema* attribute = inside->attribute(step.name);
      inside = block != nullptr ? block->body : attribute != nullptr ? attribute->as_blocks : nullptr;
      by_shape = block != nullptr && inside == nullptr;
    }
    Value next = *part;  // `part` lives in `found`.
    found = std::move(next);
    ++at;
  }
  bool is_missing = at < steps.size() && found.has_content();
  if (is_missing && (by_shape || !state.schema->certain) && !is_number(steps[at])) {
    used = steps.size();
    return computed_value(instance, step_text(steps));
  }
  if (planned.is_unset(found)) {
    value::Type type = found.type();
    while (at < steps.size()) {
      std::optional<value::Type> next = type_behind(type, steps[at]);
      if (!next) break;
      type = *next;
      ++at;
    }
    used = at;
    return computed_value(instance, step_text(steps.first(used)), type).add_marks(found.marks());
  }
  used = at;
  value::Origin own = found.origin();
  return std::move(found).with_origin(stem_of(instance, step_text(steps.first(used)), std::move(own)));
}

/// A reference to what the schema has not.
Value ModuleInstance::no_such_attribute(const ResourceState& state, size_t index, std::span<const hcl::Step> steps,
                                        eval::Evaluator& evaluator) {
  const hcl::Step& step = steps[0];
  const BodySchema& schema = *state.schema->body;
  const ResourceInstance& instance = state.instances[index];
  std::string name(step.name);
  if (!state.schema->outside) {
    auto report = evaluator.sink().report(state.schema->certain ? kUnsupportedAttribute : kDoubtfulAttribute, step.place,
                                          "`" + instance.type + "` has no attribute `" + name + "`");
    if (std::string help = name_help(*state.schema, schema, name, root_.said); !help.empty()) {
      std::move(report).help(std::move(help)).emit();
    } else {
      std::move(report).emit();
    }
  }
  if (!state.schema->certain) return computed_value(instance, step_text(steps));
  value::OriginStep cause{
      .kind = value::OriginStep::Kind::Cause, .cause = value::CauseKind::Error, .place = step.place, .text = instance.type + "." + name};
  return Value::unknown().with_origin(value::Origin::step(std::move(cause)));
}

/// All of an instance, in which what the root's code steps into has provenance of its own.
Value ModuleInstance::schema_whole(const ResourceInstance& instance, const ResourceState& state) {
  PlannedValues planned(instance, *state.schema);
  const BodySchema& schema = *state.schema->body;
  std::vector<value::Member> members;
  members.reserve(schema.attributes.size() + schema.blocks.size());
  auto add = [&](const Value& key, std::string_view name, Value value) {
    if (!planned.is_unset(value)) {
      value::Origin own = value.origin();
      value = std::move(value).with_origin(stem_of(instance, std::string(name), std::move(own)));
    } else if (std::binary_search(root_.stepped_names.begin(), root_.stepped_names.end(), name)) {
      uint8_t marks = value.marks();
      value = computed_value(instance, std::string(name), value.type()).add_marks(marks);
    }
    members.push_back({key, std::move(value)});
  };
  for (const AttributeSchema& attribute : schema.attributes) {
    add(attribute.key, attribute.name, planned_attribute(instance, state, attribute, planned));
  }
  for (const BlockSchema& block : schema.blocks) add(block.key, block.name, planned.blocks(*instance.body, block));
  // What an older or newer version may have besides, and the code asks for.
  if (!state.schema->certain) {
    for (std::string_view name : root_.stepped_names) {
      bool is_there = schema.attribute(name) != nullptr || schema.block(name) != nullptr;
      if (!is_there) members.push_back({Value::string(name), computed_value(instance, std::string(name))});
    }
  }
  return Value::object(std::move(members));
}

// --- what the provider adds -------------------------------------------------------------------------------------------------------

/// One attribute of an instance, with what the provider knows of it while it plans.
Value ModuleInstance::planned_attribute(const ResourceInstance& instance, const ResourceState& state, const AttributeSchema& attribute,
                                        const PlannedValues& planned) {
  Value value = planned.attribute(*instance.body, attribute);
  if (!planned.is_unset(value) || state.schema->source != "hashicorp/aws" || state.decl->mode != Mode::Managed) return value;
  if (attribute.name == "tags_all") {
    // Without tags the provider leaves it to apply.
    const BodyValue::Attribute* tags = instance.body->attribute("tags");
    const ProviderConfiguration& provider = provider_configuration(provider_in_module(state, instance.key));
    bool is_plain = provider.known && provider.tags.is_null();
    if (is_plain && tags != nullptr && tags->value.is_wholly_known() && !tags->value.is_null() && tags->value.length() > 0)
      return tags->value;
  }
  return value;
}

/// What the provider's configuration says of each of its resources, also to controls.
void ModuleInstance::add_from_provider(BodyValue& body, const ResourceSchema& schema, const ResourceDecl& decl,
                                       const std::string& provider) {
  if (schema.source != "hashicorp/aws") return;
  add_region(body, schema, provider);
  if (decl.mode == Mode::Managed) add_default_tags(body, schema, provider);
}

/// From version 6 on each resource that lives in a region says in which: the provider's, where the code states none.
/// https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
void ModuleInstance::add_region(BodyValue& body, const ResourceSchema& schema, const std::string& local) {
  const AttributeSchema* region = schema.body->attribute("region");
  if (region == nullptr || region->mode != ArgumentMode::OptionalComputed || region->type != value::Type::string()) return;
  auto set = std::find_if(body.attributes.begin(), body.attributes.end(), [](const auto& one) { return one.name == "region"; });
  if (set != body.attributes.end() && !set->value.is_null()) return;
  const ProviderConfiguration& provider = provider_configuration(local);
  const BodyValue::Attribute* configured = provider.body != nullptr ? provider.body->attribute("region") : nullptr;
  if (configured == nullptr || configured->value.is_null()) return;
  auto text = value::convert(configured->value, value::Type::string());
  if (!text) return;
  if (set != body.attributes.end()) {
    set->value = std::move(*text);
    set->by = BodyValue::SetBy::Provider;
  } else {
    body.attributes.push_back({region->name, std::move(*text), body.header, body.header, BodyValue::SetBy::Provider});
  }
}

/// `default_tags` under the resource's own: what `tags_all` says.
/// https://registry.terraform.io/providers/hashicorp/aws/latest/docs#default_tags-configuration-block
void ModuleInstance::add_default_tags(BodyValue& body, const ResourceSchema& schema, const std::string& local) {
  const AttributeSchema* tags_all = schema.body->attribute("tags_all");
  if (tags_all == nullptr || tags_all->type != value::Type::map(value::Type::string())) return;
  const ProviderConfiguration& provider = provider_configuration(local);
  if (provider.tags.is_null() || body.attribute("tags_all") != nullptr) return;
  const BodyValue::Attribute* own = body.attribute("tags");
  Value tags = own != nullptr && !own->value.is_null() ? own->value : Value::map(value::Type::string(), {});
  value::Origin origin = value::Origin::combined(provider.tags.deep_origin(), tags.origin());
  uint8_t marks = static_cast<uint8_t>(provider.tags.marks() | tags.marks());
  Value merged = Value::unknown(tags_all->type);
  if (provider.tags.is_wholly_known() && tags.is_wholly_known() && tags.type() == tags_all->type) {
    std::vector<value::Member> members(provider.tags.members().begin(), provider.tags.members().end());
    members.insert(members.end(), tags.members().begin(), tags.members().end());  // Of two with one key the later one holds.
    merged = Value::map(value::Type::string(), std::move(members));
  }
  body.attributes.push_back({tags_all->name, std::move(merged).with_origin(std::move(origin)).add_marks(marks), body.header, body.header,
                             BodyValue::SetBy::Provider});
}

}  // namespace wafpp::terraform
