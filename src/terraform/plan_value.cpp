#include "terraform/plan_value.h"

#include <algorithm>
#include <array>

namespace wafpp::terraform {

namespace {

using documents::JsonKind;
using documents::JsonMember;
using documents::JsonValue;

/// With fewer members it is quicker to look through them.
constexpr size_t kMany = 16;

const JsonValue* value_of(const JsonMember* member) { return member != nullptr ? &member->value : nullptr; }

/// Whether a tree of flags has `true` in it.
bool any_true(const JsonValue* flags) {
  if (flags == nullptr) return false;
  if (flags->is_true()) return true;
  for (const JsonValue& element : flags->elements()) {
    if (any_true(&element)) return true;
  }
  for (const JsonMember& member : flags->members()) {
    if (any_true(&member.value)) return true;
  }
  return false;
}

/// What names a thing: the service gives it, and it decides nothing about how it is kept.
bool is_identity(std::string_view name) {
  constexpr std::array<std::string_view, 9> kNames = {"id",        "arn", "name",    "key_id", "identifier", "cluster_identifier",
                                                      "self_link", "url", "tags_all"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

/// A list of objects: how a plan shows blocks.
bool has_form_of_blocks(const Value& value) {
  if (!value.has_content() || value.kind() != value::TypeKind::Tuple || value.length() == 0) return false;
  return std::all_of(value.elements().begin(), value.elements().end(),
                     [](const Value& element) { return element.kind() == value::TypeKind::Object; });
}

/// What the blocks of one type write in the configuration, all of them together: a set in a plan has another order.
struct WrittenBlocks {
  bool all = true;  ///< Nothing is known, so everything counts as written.
  std::span<const JsonValue> each;

  static WrittenBlocks everything() { return {}; }
  static WrittenBlocks of(const JsonValue& node, size_t planned) {
    WrittenBlocks result;
    if (is_expression(node)) return result;
    result.each = node.is(JsonKind::Array) ? node.elements() : std::span<const JsonValue>(&node, 1);
    // More blocks than the configuration shows: it leaves out `dynamic` ones.
    result.all = result.each.empty() || planned > result.each.size();
    return result;
  }
  bool has(std::string_view name) const {
    return all || std::any_of(each.begin(), each.end(), [&](const JsonValue& block) { return block.find(name) != nullptr; });
  }
  WrittenBlocks inside(std::string_view name, size_t planned) const {
    if (all) return everything();
    // Of several blocks the fullest stands for all.
    const JsonValue* best = nullptr;
    for (const JsonValue& block : each) {
      const JsonValue* node = block.find(name);
      if (node != nullptr && (best == nullptr || node->elements().size() > best->elements().size())) best = node;
    }
    return best == nullptr ? everything() : of(*best, planned);
  }
};

class ValueMaker {
 public:
  explicit ValueMaker(PlanMemory& memory) : memory_(memory) {}

  Value make(const PlannedJson& planned, const WrittenBlocks& written, value::Origin beside) {
    value::Origin origin = planned.value != nullptr ? memory_.written(*planned.value) : std::move(beside);
    bool is_secret = planned.sensitive != nullptr && planned.sensitive->is_true();
    Value value = plain(planned, written, origin).with_origin(std::move(origin));
    return is_secret ? std::move(value).add_marks(value::kSensitive) : value;
  }

 private:
  Value plain(const PlannedJson& planned, const WrittenBlocks& written, const value::Origin& origin) {
    if (planned.unknown != nullptr && planned.unknown->is_true()) return Value::unknown();
    JsonKind kind = planned.value != nullptr ? planned.value->kind() : JsonKind::Null;
    if (kind == JsonKind::Null && any_true(planned.unknown)) return Value::unknown();
    switch (kind) {
      case JsonKind::Null:
        return Value::null();
      case JsonKind::Bool:
        return Value::boolean(planned.value->is_true());
      case JsonKind::Number: {
        std::optional<value::Number> number = value::Number::parse(planned.value->number());
        if (number) return Value::number(std::move(*number));
        value::OriginStep cause{.kind = value::OriginStep::Kind::Cause,
                                .cause = value::CauseKind::Limit,
                                .place = planned.value->place(memory_.source()),
                                .text = "size of a number"};
        return Value::unknown(value::Type::number()).with_origin(value::Origin::step(std::move(cause)));
      }
      case JsonKind::String:
        return Value::string(planned.value->string());
      case JsonKind::Array:
        return sequence(planned, written, origin);
      case JsonKind::Object:
        return object(planned, written, origin);
    }
    return Value();
  }

  Value sequence(const PlannedJson& planned, const WrittenBlocks& written, const value::Origin& origin) {
    auto elements_of = [](const JsonValue* json) { return json != nullptr ? json->elements() : std::span<const JsonValue>(); };
    std::span<const JsonValue> values = elements_of(planned.value);
    std::span<const JsonValue> unknown = elements_of(planned.unknown);
    std::span<const JsonValue> sensitive = elements_of(planned.sensitive);
    std::vector<Value> elements;
    elements.reserve(values.size());
    auto at = [](std::span<const JsonValue> from, size_t index) { return index < from.size() ? &from[index] : nullptr; };
    for (size_t index = 0; index < values.size(); ++index) {
      elements.push_back(make({at(values, index), at(unknown, index), at(sensitive, index)}, written, origin));
    }
    return Value::tuple(std::move(elements));
  }

  Value object(const PlannedJson& planned, const WrittenBlocks& written, const value::Origin& origin) {
    MemberIndex values(planned.value);
    MemberIndex unknown(planned.unknown);
    MemberIndex sensitive(planned.sensitive);
    std::vector<value::Member> members;
    auto add = [&](std::string_view name, const JsonValue* value) {
      const JsonValue* flags = value_of(unknown.find(name));
      if (!written.has(name) && (value == nullptr || value->is(JsonKind::Null) || (flags != nullptr && flags->is_true()))) return;
      WrittenBlocks inside = written.inside(name, value != nullptr ? value->elements().size() : 0);
      members.push_back({Value::string(name), make({value, flags, value_of(sensitive.find(name))}, inside, origin)});
    };
    if (planned.value != nullptr) {
      for (const JsonMember& member : planned.value->members()) add(member.name, &member.value);
    }
    if (planned.unknown != nullptr) {
      for (const JsonMember& member : planned.unknown->members()) {
        if (values.find(member.name) == nullptr && any_true(&member.value)) add(member.name, nullptr);
      }
    }
    return Value::object(std::move(members));
  }

  PlanMemory& memory_;
};

}  // namespace

std::string_view PlanMemory::name(std::string_view text) {
  if (auto found = names_.find(text); found != names_.end()) return *found;
  return *names_.insert(arena_.copy(text)).first;
}

MemberIndex::MemberIndex(const JsonValue* object) {
  if (object == nullptr) return;
  members_ = object->members();
  if (members_.size() < kMany) return;
  by_name_.resize(members_.size());
  for (uint32_t at = 0; at < by_name_.size(); ++at) by_name_[at] = at;
  std::stable_sort(by_name_.begin(), by_name_.end(), [&](uint32_t a, uint32_t b) { return members_[a].name < members_[b].name; });
}

const JsonMember* MemberIndex::find(std::string_view name) const {
  if (by_name_.empty()) {
    for (size_t at = members_.size(); at > 0; --at) {
      if (members_[at - 1].name == name) return &members_[at - 1];
    }
    return nullptr;
  }
  auto behind = std::upper_bound(by_name_.begin(), by_name_.end(), name,
                                 [&](std::string_view wanted, uint32_t at) { return wanted < members_[at].name; });
  if (behind == by_name_.begin() || members_[*(behind - 1)].name != name) return nullptr;
  return &members_[*(behind - 1)];
}

bool is_expression(const JsonValue& node) {
  if (!node.is(JsonKind::Object)) return false;
  return std::all_of(node.members().begin(), node.members().end(), [](const JsonMember& member) {
    return member.name == "constant_value" || (member.name == "references" && member.value.is(JsonKind::Array));
  });
}

Value planned_value(const PlannedJson& planned, PlanMemory& memory) {
  return ValueMaker(memory).make(planned, WrittenBlocks::everything(), {});
}

PlannedBody planned_body(const PlannedJson& planned, const Writing& writing, const diag::Place& header, const diag::Place& whole,
                         PlanMemory& memory) {
  PlannedBody result;
  result.body = std::make_shared<BodyValue>();
  result.body->header = header;
  result.body->whole = whole;
  ValueMaker maker(memory);
  MemberIndex values(planned.value);
  MemberIndex unknown(planned.unknown);
  MemberIndex sensitive(planned.sensitive);
  MemberIndex expressions(writing.expressions);
  bool all_secret = planned.sensitive != nullptr && planned.sensitive->is_true();

  auto add = [&](const JsonMember& member, const JsonValue* value) {
    // Of two members with one name the last holds.
    const JsonValue* flags = value_of(unknown.find(member.name));
    const JsonValue* node = value_of(expressions.find(member.name));
    std::string_view name = memory.name(member.name);
    bool is_set = writing.expressions == nullptr || node != nullptr;
    if (!is_set && flags != nullptr && flags->is_true()) {
      result.unset_unknown.push_back(name);
      return;
    }
    if (!is_set && (value == nullptr || value->is(JsonKind::Null)) && !any_true(flags)) return;
    size_t count = value != nullptr && value->is(JsonKind::Array) ? value->elements().size() : 1;
    WrittenBlocks blocks = node != nullptr ? WrittenBlocks::of(*node, count) : WrittenBlocks::everything();
    value::Origin beside = memory.written(member_place(member, memory.source()));
    Value made = maker.make({value, flags, value_of(sensitive.find(member.name))}, blocks, beside);
    if (all_secret) made = std::move(made).add_marks(value::kSensitive);
    if (!is_set && writing.existed && !is_identity(name) && !has_form_of_blocks(made)) {
      result.unset_known.emplace_back(name, std::move(made));
      return;
    }
    diag::Place name_place{memory.source(), member.name_begin, member.name_end};
    result.body->attributes.push_back({name, std::move(made), name_place, member.value.place(memory.source())});
  };
  if (planned.value != nullptr) {
    for (const JsonMember& member : planned.value->members()) {
      if (values.find(member.name) == &member) add(member, &member.value);
    }
  }
  if (planned.unknown != nullptr) {
    for (const JsonMember& member : planned.unknown->members()) {
      if (unknown.find(member.name) == &member && values.find(member.name) == nullptr && any_true(&member.value)) add(member, nullptr);
    }
  }
  return result;
}

}  // namespace wafpp::terraform
