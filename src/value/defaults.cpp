#include <algorithm>

#include "value/convert.h"

// Defaults of optional attributes (hcl/ext/typeexpr/defaults.go).

namespace wafpp::value {

namespace {

struct Child {
  const Defaults* defaults = nullptr;
  Type type;
};

const Defaults* find_child(const Defaults& defaults, std::string_view name) {
  auto it = std::ranges::find(defaults.children, name, [](const auto& child) { return std::string_view(child.first); });
  return it == defaults.children.end() ? nullptr : it->second.get();
}

/// The defaults of one element. The value need not be of the kind that the type says: conversion reports that later.
Child element_child(const Defaults& defaults, Type type, size_t index) {
  if (type.kind() == TypeKind::Tuple) {
    Type inner = index < type.elements().size() ? type.elements()[index] : Type();
    return {find_child(defaults, std::to_string(index)), inner};
  }
  return {find_child(defaults, ""), type.is_collection() ? type.element() : Type()};
}

Child member_child(const Defaults& defaults, Type type, std::string_view name) {
  if (type.kind() == TypeKind::Object) {
    const TypeField* field = type.field(name);
    return {find_child(defaults, name), field == nullptr ? Type() : field->type};
  }
  return {find_child(defaults, ""), type.is_collection() ? type.element() : Type()};
}

/// All of `items` as one type, as unsafe unification finds it; nullopt if there is none.
template <typename Items, typename ValueOf>
std::optional<Type> make_equal(Items& items, ValueOf value_of) {
  std::vector<Type> types;
  for (auto& item : items) types.push_back(value_of(item).type());
  auto unified = unify(types, Safety::Unsafe);
  if (!unified) return std::nullopt;
  Items converted = items;
  for (auto& item : converted) {
    auto result = convert_unified(value_of(item), types, *unified);
    if (!result) return std::nullopt;
    value_of(item) = *std::move(result);
  }
  items = std::move(converted);
  return unified;
}

Value apply(const Value& value, const Defaults& defaults, Type type);

Value apply_to_elements(const Value& value, const Defaults& defaults, Type type) {
  std::vector<Value> elements;
  elements.reserve(value.length());
  for (const Value& element : value.elements()) {
    Child child = element_child(defaults, type, elements.size());
    elements.push_back(child.defaults == nullptr ? element : apply(element, *child.defaults, child.type));
  }
  if (value.kind() == TypeKind::Tuple) return Value::tuple(std::move(elements));
  auto unified = elements.empty() ? value.type().element() : make_equal(elements, [](Value& item) -> Value& { return item; });
  if (!unified) return Value::tuple(std::move(elements));
  return value.kind() == TypeKind::Set ? Value::set(*unified, std::move(elements)) : Value::list(*unified, std::move(elements));
}

Value apply_to_members(const Value& value, const Defaults& defaults, Type type) {
  std::vector<Member> members;
  for (const Member& member : value.members()) {
    Child child = member_child(defaults, type, member.name());
    members.push_back({member.key, child.defaults == nullptr ? member.value : apply(member.value, *child.defaults, child.type)});
  }
  for (const auto& [name, fallback] : defaults.values) {
    auto present = std::ranges::find(members, std::string_view(name), &Member::name);
    if (present == members.end() || present->value.is_null()) {
      const Defaults* own = find_child(defaults, name);
      Value filled = own == nullptr ? fallback : apply(fallback, *own, member_child(defaults, type, name).type);
      if (present == members.end()) {
        members.push_back({Value::string(name), std::move(filled)});
      } else {
        present->value = std::move(filled);
      }
      if (own != nullptr) continue;
      present = std::ranges::find(members, std::string_view(name), &Member::name);
    }
    if (fallback.is_never_null()) present->value = present->value.refine_not_null();
  }
  if (value.kind() == TypeKind::Object) return Value::object(std::move(members));
  auto unified = members.empty() ? value.type().element() : make_equal(members, [](Member& item) -> Value& { return item.value; });
  return unified ? Value::map(*unified, std::move(members)) : Value::object(std::move(members));
}

Value apply(const Value& value, const Defaults& defaults, Type type) {
  if (!value.has_content() || (defaults.values.empty() && defaults.children.empty())) return value;
  Value result = value;
  switch (value.kind()) {
    case TypeKind::Dynamic:
    case TypeKind::Bool:
    case TypeKind::Number:
    case TypeKind::String:
      return value;
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Tuple:
      result = apply_to_elements(value, defaults, type);
      break;
    case TypeKind::Map:
    case TypeKind::Object:
      result = apply_to_members(value, defaults, type);
      break;
  }
  return std::move(result).add_marks(value.marks()).with_origin(value.origin());
}

}  // namespace

Value apply_defaults(const Value& value, const TypeConstraint& constraint) {
  return constraint.defaults == nullptr ? value : apply(value, *constraint.defaults, constraint.type);
}

}  // namespace wafpp::value
