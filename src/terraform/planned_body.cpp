#include "terraform/planned.h"
#include "value/convert.h"

namespace wafpp::terraform {

namespace {

/// Attributes to blocks. Recursion is bounded by the depth of values.
class PlannedBody {
 public:
  explicit PlannedBody(const KeptName& kept) : kept_(kept) {}

  std::shared_ptr<BodyValue> body(const BodyValue& planned, const BodySchema& schema) {
    auto result = std::make_shared<BodyValue>();
    result->header = planned.header;
    result->whole = planned.whole;
    result->unknown_blocks = planned.unknown_blocks;
    for (const BodyValue::Attribute& attribute : planned.attributes) add(*result, attribute, schema);
    for (const BodyValue::Block& block : planned.blocks) {
      const BodySchema* inside = inside_of(schema, block.type);
      result->blocks.push_back({block.type, block.labels, inside != nullptr ? body(*block.body, *inside) : block.body});
    }
    return result;
  }

 private:
  static const BodySchema* inside_of(const BodySchema& schema, std::string_view type) {
    if (const BlockSchema* block = schema.block(type)) return block->body;
    const AttributeSchema* attribute = schema.attribute(type);
    return attribute != nullptr ? attribute->as_blocks : nullptr;
  }

  void add(BodyValue& to, const BodyValue::Attribute& attribute, const BodySchema& schema) {
    if (const BlockSchema* block = schema.block(attribute.name)) {
      blocks(to, attribute, *block);
      return;
    }
    to.attributes.push_back(attribute);
    const AttributeSchema* known = schema.attribute(attribute.name);
    if (known == nullptr) return;
    Value& value = to.attributes.back().value;
    if (!known->type.is_dynamic()) {
      if (auto converted = value::convert(value, known->type)) value = std::move(*converted);
    }
    if (known->sensitive) value = std::move(value).add_marks(value::kSensitive);
  }

  void blocks(BodyValue& to, const BodyValue::Attribute& attribute, const BlockSchema& block) {
    const Value& value = attribute.value;
    if (value.is_known() && value.is_null()) return;
    if (!value.is_known()) {
      auto content = std::make_shared<BodyValue>();
      content->header = attribute.name_place;
      content->whole = attribute.place();
      to.unknown_blocks.push_back({attribute.name, value.origin(), attribute.name_place, std::move(content)});
      return;
    }
    bool is_labelled = block.nesting == Nesting::Map;
    bool is_object = value.kind() == value::TypeKind::Object || value.kind() == value::TypeKind::Map;
    if (is_object && is_labelled) {
      for (const value::Member& member : value.members())
        one(to, attribute, block, member.value, {std::string(member.name())}, value.marks());
    } else if (is_object) {
      one(to, attribute, block, value, {}, 0);
    } else if (value.kind() == value::TypeKind::Tuple || value.kind() == value::TypeKind::List || value.kind() == value::TypeKind::Set) {
      for (const Value& element : value.elements()) one(to, attribute, block, element, {}, value.marks());
    } else {
      to.attributes.push_back(attribute);  // No provider writes that; it is shown as it is.
    }
  }

  void one(BodyValue& to, const BodyValue::Attribute& attribute, const BlockSchema& block, const Value& value,
           std::vector<std::string> labels, uint8_t marks) {
    if (value.is_known() && value.is_null()) return;
    // What is not known stems from elsewhere, from the expression in the plan's configuration.
    auto within = [](const diag::Place& place, const diag::Place& outer) {
      return place.known() && place.source == outer.source && place.begin >= outer.begin && place.end <= outer.end;
    };
    diag::Place whole = value.origin().place();
    if (!within(whole, attribute.place())) whole = attribute.place();
    auto written = std::make_shared<BodyValue>();
    written->header = attribute.name_place;
    written->whole = whole;
    auto member = [&](std::string_view name, Value inner) {
      diag::Place place = inner.origin().place();
      if (!within(place, whole)) place = whole;
      written->attributes.push_back({name, std::move(inner).add_marks(static_cast<uint8_t>(marks | value.marks())), place, place});
    };
    bool is_object = value.has_content() && (value.kind() == value::TypeKind::Object || value.kind() == value::TypeKind::Map);
    if (is_object) {
      for (const value::Member& inner : value.members()) member(kept_(inner.name()), inner.value);
    } else if (block.body != nullptr) {
      for (const AttributeSchema& inner : block.body->attributes)
        member(inner.name, Value::unknown(inner.type.without_optional()).with_origin(value.origin()));
    }
    to.blocks.push_back({attribute.name, std::move(labels), block.body != nullptr ? body(*written, *block.body) : written});
  }

  const KeptName& kept_;
};

}  // namespace

std::shared_ptr<BodyValue> by_schema(const BodyValue& planned, const ResourceSchema& schema, const KeptName& kept) {
  return PlannedBody(kept).body(planned, *schema.body);
}

}  // namespace wafpp::terraform
