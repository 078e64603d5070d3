#include <algorithm>
#include <optional>

#include "terraform/plan_reader.h"

// A plan whose code lies beside it: the plan's values, at the code's places.
//
// Each instance of the plan is laid over the instance of the same address that the code evaluates to (or over the one that stands for
// all instances, where the code cannot tell how many there are). Attributes and blocks are matched by name; blocks of one type in
// order, or, as sets have none of the writer's, by what they hold. A value keeps the references that the code found as long as they fit
// the plan's value: both not known, or both the same.

namespace wafpp::terraform {

namespace {

/// Blocks of one type that are matched by what they hold; more are matched by position.
constexpr size_t kMaxMatched = 64;

bool is_block_value(const Value& value) {
  if (!value.has_content()) return false;
  if (value.kind() == value::TypeKind::Object) return true;
  return value.kind() == value::TypeKind::Tuple && std::all_of(value.elements().begin(), value.elements().end(), [](const Value& element) {
           return element.has_content() && element.kind() == value::TypeKind::Object;
         });
}

/// Same content once types are left aside: a plan has its types from the provider's schema, or none.
bool is_same(const Value& planned, const Value& code) {
  if (!planned.has_content() || !code.has_content()) return planned.is_known() && code.is_known() && planned.is_null() && code.is_null();
  auto text = [](const Value& value) -> std::optional<std::string> {
    switch (value.kind()) {
      case value::TypeKind::Bool:
        return value.as_bool() ? "true" : "false";
      case value::TypeKind::Number:
        return value.as_number().is_zero() ? "0" : value.as_number().text();  // A saved plan keeps no sign of zero.
      case value::TypeKind::String:
        return std::string(value.as_string());
      default:
        return std::nullopt;
    }
  };
  std::optional<std::string> planned_text = text(planned);
  return planned_text && planned_text == text(code);
}

bool is_sequence(const Value& value) {
  return value.kind() == value::TypeKind::Tuple || value.kind() == value::TypeKind::List || value.kind() == value::TypeKind::Set;
}
bool has_members(const Value& value) { return value.kind() == value::TypeKind::Object || value.kind() == value::TypeKind::Map; }

/// The plan's value with the origins that the code's has. What either keeps back is kept back: old plans do not say.
Value laid_over(const Value& as_planned, const Value& code) {
  Value planned = as_planned.add_marks(code.marks() & value::kSensitive);
  if (!planned.is_known()) return code.is_known() ? planned : planned.with_origin(code.origin());
  if (is_same(planned, code)) return planned.with_origin(code.origin());
  // Only the plan knows it: the code's references led to what is not known, of which this may be any.
  if (!planned.has_content() || !code.has_content()) return planned;
  if (planned.kind() == value::TypeKind::Tuple && is_sequence(code) && planned.length() == code.length()) {
    std::vector<Value> elements;
    elements.reserve(planned.length());
    for (size_t at = 0; at < planned.length(); ++at) elements.push_back(laid_over(planned.elements()[at], code.elements()[at]));
    value::Origin origin = code.origin().empty() ? planned.origin() : code.origin();
    return Value::tuple(std::move(elements)).with_origin(std::move(origin)).with_marks(planned.marks());
  }
  if (planned.kind() == value::TypeKind::Object && has_members(code)) {
    std::vector<value::Member> members;
    members.reserve(planned.length());
    for (const value::Member& member : planned.members()) {
      const Value* other = code.find(member.name());
      members.push_back({member.key, other != nullptr ? laid_over(member.value, *other) : member.value});
    }
    value::Origin origin = code.origin().empty() ? planned.origin() : code.origin();
    return Value::object(std::move(members)).with_origin(std::move(origin)).with_marks(planned.marks());
  }
  return planned;
}

class Overlay {
 public:
  explicit Overlay(PlanMemory& memory) : memory_(memory) {}

  /// `planned` with the places of `code`.
  std::shared_ptr<BodyValue> body(const BodyValue& planned, const BodyValue& code) {
    auto result = std::make_shared<BodyValue>();
    result->header = code.header;
    result->whole = code.whole;
    for (const BodyValue::Attribute& attribute : planned.attributes) {
      if (const BodyValue::Attribute* written = code.attribute(attribute.name)) {
        result->attributes.push_back(
            {attribute.name, laid_over(attribute.value, written->value), written->name_place, written->expr_place});
        continue;
      }
      if (is_block_value(attribute.value) && add_blocks(*result, attribute, code)) continue;
      // Nobody wrote it: what a message is about then is the block.
      result->attributes.push_back({attribute.name, attribute.value, code.header, code.header});
    }
    return result;
  }

 private:
  bool add_blocks(BodyValue& to, const BodyValue::Attribute& attribute, const BodyValue& code) {
    std::vector<const BodyValue*> written = code.blocks_of(attribute.name);
    for (const BodyValue::UnknownBlocks& unknown : code.unknown_blocks) {
      if (unknown.type == attribute.name) written.push_back(unknown.content.get());
    }
    if (written.empty()) return false;
    std::vector<const Value*> planned;
    if (attribute.value.kind() == value::TypeKind::Object) {
      planned.push_back(&attribute.value);
    } else {
      for (const Value& element : attribute.value.elements()) planned.push_back(&element);
    }
    std::vector<bool> used(written.size(), false);
    for (size_t at = 0; at < planned.size(); ++at) {
      size_t chosen = match(*planned[at], written, used, at, planned.size());
      used[chosen] = true;
      std::shared_ptr<BodyValue> inner = body(*body_of(*planned[at], *written[chosen]), *written[chosen]);
      if (attribute.value.is_sensitive() || planned[at]->is_sensitive()) {
        for (BodyValue::Attribute& inside : inner->attributes) inside.value = inside.value.add_marks(value::kSensitive);
      }
      to.blocks.push_back({.type = attribute.name, .labels = {}, .body = std::move(inner)});
    }
    return true;
  }

  static size_t match(const Value& planned, const std::vector<const BodyValue*>& written, const std::vector<bool>& used, size_t at,
                      size_t count) {
    size_t otherwise = std::min(at, written.size() - 1);
    if (written.size() == 1 || count > kMaxMatched || written.size() > kMaxMatched) return otherwise;
    auto fits = [&](size_t index) {
      if (used[index]) return false;
      return std::all_of(written[index]->attributes.begin(), written[index]->attributes.end(), [&](const BodyValue::Attribute& attribute) {
        const Value* other = planned.find(attribute.name);
        if (other == nullptr) return attribute.value.is_known() && attribute.value.is_null();
        bool is_open = !attribute.value.is_known() || !other->is_known();
        bool is_nested = attribute.value.has_content() && (is_sequence(attribute.value) || has_members(attribute.value));
        return is_open || is_nested || is_same(*other, attribute.value);
      });
    };
    if (fits(otherwise)) return otherwise;
    for (size_t index = 0; index < written.size(); ++index) {
      if (fits(index)) return index;
    }
    return otherwise;
  }

  /// An object of the plan as a body, so that its members are matched like a resource's.
  std::shared_ptr<BodyValue> body_of(const Value& object, const BodyValue& code) {
    auto result = std::make_shared<BodyValue>();
    result->header = code.header;
    result->whole = code.whole;
    for (const value::Member& member : object.members()) {
      diag::Place place = member.value.origin().place();
      if (!member.value.is_known() || !member.value.is_null() || code.attribute(member.name()) != nullptr)
        result->attributes.push_back({memory_.name(member.name()), member.value, place, place});
    }
    return result;
  }

  PlanMemory& memory_;
};

}  // namespace

void take_places_from_code(PlanDraft& draft, const RootEvaluation& code) {
  std::unordered_map<std::string_view, const ResourceInstance*> by_address;
  std::unordered_map<std::string, const ResourceInstance*> of_unknown_number;
  for (const ResourceInstance& resource : code.resources) {
    by_address.emplace(resource.address, &resource);
    if (has_unknown_key(resource)) of_unknown_number.emplace(keyless_address(resource), &resource);
  }
  Overlay overlay(*draft.memory);
  for (DraftInstance& instance : draft.instances) {
    const ResourceInstance* written = nullptr;
    if (auto found = by_address.find(instance.resource.address); found != by_address.end()) {
      written = found->second;
    } else if (auto any = of_unknown_number.find(keyless_address(instance.resource)); any != of_unknown_number.end()) {
      written = any->second;
    }
    if (written == nullptr) continue;
    instance.body = overlay.body(*instance.body, *written->body);
    instance.resource.provider = written->provider;
    bool is_same_path = written->address == instance.resource.address;
    if (is_same_path) instance.resource.path = written->path;
  }
  RootEvaluation& out = draft.out;
  out.ledger = code.ledger;
  out.var_files = code.var_files;
  out.keep.insert(out.keep.end(), code.keep.begin(), code.keep.end());
}

}  // namespace wafpp::terraform
