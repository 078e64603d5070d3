#include "terraform/body.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/text.h"
#include "value/shared_string.h"

namespace wafpp::terraform {

const BodyValue::Attribute* BodyValue::attribute(std::string_view name) const {
  for (const Attribute& attribute : attributes) {
    if (base::same_name(attribute.name, name)) return &attribute;
  }
  return nullptr;
}

std::vector<const BodyValue*> BodyValue::blocks_of(std::string_view type) const {
  std::vector<const BodyValue*> result;
  for (const Block& block : blocks) {
    if (block.type == type) result.push_back(block.body.get());
  }
  return result;
}

bool BodyValue::has_unknown_blocks(std::string_view type) const {
  return std::any_of(unknown_blocks.begin(), unknown_blocks.end(), [&](const UnknownBlocks& unknown) { return unknown.type == type; });
}

Value BodyValue::object() const {
  std::vector<value::Member> members;
  members.reserve(attributes.size() + blocks.size());
  for (const Attribute& attribute : attributes) members.push_back({value::shared_string(attribute.name), attribute.value});

  struct OfType {
    std::vector<value::Origin> causes;
    std::vector<Value> elements;
  };
  std::map<std::string_view, OfType> types;
  for (const UnknownBlocks& unknown : unknown_blocks) types[unknown.type].causes.push_back(unknown.origin);
  for (const Block& block : blocks) {
    OfType& same = types[block.type];
    if (same.causes.empty()) same.elements.push_back(block.body->object());
  }
  for (auto& [type, found] : types) {
    Value value = found.causes.empty() ? Value::tuple(std::move(found.elements))
                                       : Value::unknown().with_origin(value::Origin::combined(std::move(found.causes)));
    members.push_back({value::shared_string(type), std::move(value)});
  }
  return Value::object(std::move(members)).with_origin(value::Origin::written(&header));
}

namespace {

/// Takes the first step, `name` or `name[2]`, off a path.
std::string_view take_step(std::string_view& path, size_t& index) {
  size_t dot = path.find('.');
  std::string_view name = path.substr(0, dot);
  path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  index = 0;
  if (size_t bracket = name.find('['); bracket != std::string_view::npos) {
    std::from_chars(name.data() + bracket + 1, name.data() + name.size(), index);
    name = name.substr(0, bracket);
  }
  return name;
}

/// Where the rest of a path stands inside an attribute's expression: blocks that are written as objects.
diag::Place place_inside(const BodyValue::Attribute& attribute, size_t index, std::string_view path) {
  diag::Place best = attribute.place();
  const Value* value = &attribute.value;
  while (value->has_content()) {
    value::TypeKind kind = value->kind();
    if (kind == value::TypeKind::List || kind == value::TypeKind::Tuple || kind == value::TypeKind::Set) {
      if (index >= value->length()) return best;
      value = &value->elements()[index];
      continue;
    }
    if (path.empty() || (kind != value::TypeKind::Object && kind != value::TypeKind::Map)) return best;
    value = value->find(take_step(path, index));
    if (value == nullptr) return best;
    diag::Place place = value->origin().place();
    bool is_inside =
        place.source == attribute.expr_place.source && place.begin >= attribute.expr_place.begin && place.end <= attribute.expr_place.end;
    if (is_inside) best = place;
  }
  return best;
}

}  // namespace

diag::Place BodyValue::place_of(std::string_view path) const {
  const BodyValue* body = this;
  while (!path.empty()) {
    size_t index = 0;
    std::string_view name = take_step(path, index);
    if (const Attribute* attribute = body->attribute(name))
      return path.empty() ? attribute->place() : place_inside(*attribute, index, path);
    std::vector<const BodyValue*> inner = body->blocks_of(name);
    if (!inner.empty()) {
      body = inner[std::min(index, inner.size() - 1)];
      continue;
    }
    auto unknown =
        std::find_if(body->unknown_blocks.begin(), body->unknown_blocks.end(), [&](const UnknownBlocks& one) { return one.type == name; });
    if (unknown == body->unknown_blocks.end()) break;
    if (path.empty()) return unknown->place;
    body = unknown->content.get();
  }
  return body->header;
}

}  // namespace wafpp::terraform
