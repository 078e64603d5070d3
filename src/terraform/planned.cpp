#include "terraform/planned.h"

#include <algorithm>

#include "value/convert.h"

namespace wafpp::terraform {

value::Origin stem_of(const ResourceInstance& instance, std::string path, value::Origin parent) {
  value::OriginStep step{
      .kind = value::OriginStep::Kind::Stem, .place = instance.target->place, .text = std::move(path), .target = instance.target};
  if (!parent.empty()) step.parents.push_back(std::move(parent));
  return value::Origin::step(std::move(step));
}

namespace {

value::Origin computed_origin(const ResourceInstance& instance, std::string path) {
  value::OriginStep cause{.kind = value::OriginStep::Kind::Cause,
                          .cause = instance.mode == Mode::Managed ? value::CauseKind::AfterApply : value::CauseKind::DataSource,
                          .place = instance.target->place,
                          .text = path.empty() ? instance.address : instance.address + "." + path};
  return stem_of(instance, std::move(path), value::Origin::step(std::move(cause)));
}

}  // namespace

Value computed_value(const ResourceInstance& instance, std::string path, value::Type type, value::Refinement refinement) {
  Value value = refinement.empty() ? Value::unknown(type) : Value::unknown(type, std::move(refinement));
  return std::move(value).with_origin(computed_origin(instance, std::move(path)));
}

PlannedValues::PlannedValues(const ResourceInstance& instance, const ResourceSchema& schema)
    : schema_(schema), mode_(instance.mode), unset_(computed_origin(instance, "")) {}

Value PlannedValues::attribute(const BodyValue& body, const AttributeSchema& attribute) const {
  return this->attribute(body, attribute, body.attribute(attribute.name));
}

Value PlannedValues::attribute(const BodyValue& body, const AttributeSchema& attribute, const BodyValue::Attribute* set) const {
  value::Type type = attribute.type.without_optional();
  if (attribute.write_only) return Value::null(type);
  if (set == nullptr && attribute.as_blocks != nullptr) {
    std::vector<value::Origin> causes;
    for (const BodyValue::UnknownBlocks& unknown : body.unknown_blocks) {
      if (unknown.type == attribute.name) causes.push_back(unknown.origin);
    }
    if (!causes.empty()) return Value::unknown(type).with_origin(value::Origin::combined(std::move(causes)));
    std::vector<Value> elements;
    for (const BodyValue* block : body.blocks_of(attribute.name)) elements.push_back(object(*block, *attribute.as_blocks));
    if (!elements.empty()) return collection(type, std::move(elements));
  }
  if (set != nullptr && !set->value.is_null()) {
    if (schema_.certain) return set->value;
    // What does not fit may fit another version.
    auto converted = value::convert(set->value, type);
    return converted ? std::move(*converted) : Value::unknown(type).add_marks(set->value.marks()).with_origin(set->value.origin());
  }
  bool is_open = attribute.is_computed() || mode_ == Mode::Data;
  Value unset = is_open ? Value::unknown(type).with_origin(unset_) : Value::null(type);
  if (set != nullptr && !is_open) unset = std::move(unset).with_origin(set->value.origin());
  return attribute.sensitive ? std::move(unset).add_marks(value::kSensitive) : unset;
}

Value PlannedValues::collection(value::Type type, std::vector<Value> elements) const {
  if (type.kind() == value::TypeKind::List) return Value::list(type.element(), std::move(elements));
  if (type.kind() == value::TypeKind::Set) return Value::set(type.element(), std::move(elements));
  return Value::tuple(std::move(elements));
}

Value PlannedValues::blocks(const BodyValue& body, const BlockSchema& block) const {
  std::vector<value::Origin> causes;
  for (const BodyValue::UnknownBlocks& unknown : body.unknown_blocks) {
    if (unknown.type == block.name) causes.push_back(unknown.origin);
  }
  if (!causes.empty()) return Value::unknown(block.type).with_origin(value::Origin::combined(std::move(causes)));
  auto one = [&](const BodyValue& inner) { return block.body != nullptr ? object(inner, *block.body) : inner.object(); };
  bool is_sequence = block.nesting == Nesting::List || block.nesting == Nesting::Set;
  if (block.doubtful_nesting && !is_sequence) return Value::unknown().with_origin(unset_);
  if (block.nesting == Nesting::Map) {
    std::vector<value::Member> members;
    for (const BodyValue::Block& inner : body.blocks) {
      if (inner.type == block.name && !inner.labels.empty()) members.push_back({Value::string(inner.labels[0]), one(*inner.body)});
    }
    return block.type.kind() == value::TypeKind::Map ? Value::map(block.type.element(), std::move(members))
                                                     : Value::object(std::move(members));
  }
  std::vector<const BodyValue*> found = body.blocks_of(block.name);
  if (block.nesting == Nesting::Single || block.nesting == Nesting::Group) {
    if (!found.empty()) return one(*found.front());
    return mode_ == Mode::Data ? Value::unknown(block.type).with_origin(unset_) : Value::null(block.type);
  }
  if (found.empty()) return Value::unknown(block.type).with_origin(unset_);
  std::vector<Value> elements;
  elements.reserve(found.size());
  for (const BodyValue* inner : found) elements.push_back(one(*inner));
  return collection(block.type, std::move(elements));
}

Value PlannedValues::object(const BodyValue& body, const BodySchema& schema) const {
  // Both lists by name, so that each is gone through once.
  std::vector<const BodyValue::Attribute*> set;
  set.reserve(body.attributes.size());
  for (const BodyValue::Attribute& attribute : body.attributes) set.push_back(&attribute);
  std::sort(set.begin(), set.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
  std::vector<value::Member> members;
  members.reserve(schema.attributes.size() + schema.blocks.size());
  auto at = set.begin();
  for (const AttributeSchema& attribute : schema.attributes) {
    while (at != set.end() && (*at)->name < attribute.name) ++at;
    bool is_set = at != set.end() && (*at)->name == attribute.name;
    members.push_back({attribute.key, this->attribute(body, attribute, is_set ? *at : nullptr)});
  }
  for (const BlockSchema& block : schema.blocks) members.push_back({block.key, blocks(body, block)});
  return Value::object(std::move(members)).with_origin(value::Origin::written(&body.header));
}

}  // namespace wafpp::terraform
