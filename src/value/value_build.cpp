#include <algorithm>
#include <array>
#include <new>
#include <span>
#include <unordered_set>
#include <utility>

#include "base/arrange.h"
#include "base/check.h"
#include "base/name_table.h"
#include "value/value.h"
#include "value/value_rep.h"

// Building collections and structures, and what is derived from a whole value.

namespace wafpp::value {

namespace {

void retype(Value& value, Type type) {
  // An untyped null or unknown among typed elements is one of that type, as in cty.
  if (value.kind() != TypeKind::Dynamic || type.is_dynamic()) return;
  Value typed = value.is_null() ? Value::null(type) : Value::unknown(type);
  value = std::move(typed).with_marks(value.marks()).with_origin(value.origin());
}

const Value& value_in(const Value& value) { return value; }
Value& value_in(Value& value) { return value; }
const Value& value_in(const Member& member) { return member.value; }
Value& value_in(Member& member) { return member.value; }

template <typename Item>
Type settle_type(Type element, std::vector<Item>& items) {
  for (size_t i = 0; i < items.size() && element.is_dynamic(); ++i) element = value_in(items[i]).type();
  for (Item& item : items) retype(value_in(item), element);
  return element;
}

void sort_members(std::vector<Member>& members) {
  auto by_name = [](const Member& a, const Member& b) { return a.name() < b.name(); };
  for (Member& member : members) {
    if (member.key.marks() != 0 || !member.key.origin().empty()) member.key = member.key.unmark().with_origin({});
  }
  bool sorted =
      std::adjacent_find(members.begin(), members.end(), [&](const Member& a, const Member& b) { return !by_name(a, b); }) == members.end();
  if (sorted) return;
  // Names are sorted, and each member is moved to its place.
  struct Named {
    uint64_t head;
    std::string_view name;
    uint32_t index;
  };
  constexpr size_t kFew = 32;
  std::array<Named, kFew> few;
  std::array<uint32_t, kFew> few_places;
  size_t beyond = members.size() > kFew ? members.size() : 0;
  std::vector<Named> many(beyond);
  std::vector<uint32_t> many_places(beyond);
  std::span<Named> order(beyond == 0 ? few.data() : many.data(), members.size());
  std::span<uint32_t> places(beyond == 0 ? few_places.data() : many_places.data(), members.size());
  for (uint32_t index = 0; index < members.size(); ++index) {
    std::string_view name = members[index].name();
    order[index] = {base::name_head(name), name, index};
  }
  std::sort(order.begin(), order.end(), [](const Named& a, const Named& b) {
    if (a.head != b.head) return a.head < b.head;
    int compared = a.name.compare(b.name);
    return compared != 0 ? compared < 0 : a.index < b.index;
  });
  bool has_doubles = false;
  for (size_t at = 0; at < order.size(); ++at) {
    places[at] = order[at].index;
    has_doubles = has_doubles || (at > 0 && order[at].head == order[at - 1].head && order[at].name == order[at - 1].name);
  }
  base::arrange(std::span(members), places);
  if (!has_doubles) return;
  // Of equal keys the last one holds.
  size_t kept = 0;
  for (size_t at = 0; at < members.size(); ++at) {
    if (at + 1 < members.size() && members[at + 1].name() == members[at].name()) continue;
    if (kept != at) members[kept] = std::move(members[at]);
    ++kept;
  }
  members.erase(members.begin() + static_cast<ptrdiff_t>(kept), members.end());
}

}  // namespace

Value Value::too_deep(wafpp::value::Type type) {
  OriginStep step;
  step.kind = OriginStep::Kind::Cause;
  step.cause = CauseKind::Limit;
  step.text = "value depth";
  return unknown(type).with_origin(Origin::step(std::move(step)));
}

template <typename Item>
Value Value::contain(TypeKind kind, wafpp::value::Type type, std::vector<Item> items) {
  WAFPP_CHECK(items.size() < UINT32_MAX, "collections have a limit of their own");
  uint32_t depth = 0;
  uint64_t weight = 1;
  uint8_t marks = 0;
  bool wholly_known = true;
  bool has_steps = false;
  for (const Item& item : items) {
    const Value& value = value_in(item);
    depth = std::max(depth, value.depth());
    weight += value.weight();
    if constexpr (std::is_same_v<Item, Member>) weight += item.key.weight();
    marks = static_cast<uint8_t>(marks | value.deep_marks());
    wholly_known &= value.is_wholly_known();
    has_steps |= value.origin_.step() != nullptr || (value.is_container() && value.container().has_steps);
  }
  depth = std::max(depth + 1, type.depth());
  if (depth > kMaxDepth) return too_deep(type);

  static_assert(kMaxDepth <= UINT16_MAX);
  static_assert(alignof(Item) <= alignof(Container) && sizeof(Container) % alignof(Item) == 0);
  auto* block = ::new (::operator new(sizeof(Container) + items.size() * sizeof(Item))) Container;
  block->size = static_cast<uint32_t>(items.size());
  block->weight = static_cast<uint32_t>(std::min<uint64_t>(weight, UINT32_MAX));
  block->depth = static_cast<uint16_t>(depth);
  block->marks = marks;
  block->members = std::is_same_v<Item, Member>;
  block->wholly_known = wholly_known;
  block->has_steps = has_steps;
  block->type.store(type.node_, std::memory_order_relaxed);
  std::uninitialized_move(items.begin(), items.end(), reinterpret_cast<Item*>(block + 1));

  Value result;
  result.kind_ = kind;
  result.state_ = State::Known;
  result.form_ = std::is_same_v<Item, Member> ? Form::Members : Form::Elements;
  result.block_ = block;
  return result;
}

Value Value::list(wafpp::value::Type element, std::vector<Value> elements) {
  element = settle_type(element, elements);
  auto type = wafpp::value::Type::list(element);
  return type.is_dynamic() ? too_deep(type) : contain(TypeKind::List, type, std::move(elements));
}

Value Value::set(wafpp::value::Type element, std::vector<Value> elements) {
  element = settle_type(element, elements);
  uint8_t marks = kNoMark;
  for (Value& value : elements) {
    if (value.deep_marks() != 0) value = value.unmark_deep(marks);
  }
  return sorted_set(element, std::move(elements)).with_marks(marks);
}

Value Value::tuple(std::vector<Value> elements) { return contain(TypeKind::Tuple, {}, std::move(elements)); }

Value Value::map(wafpp::value::Type element, std::vector<Member> members) {
  sort_members(members);
  element = settle_type(element, members);
  auto type = wafpp::value::Type::map(element);
  return type.is_dynamic() ? too_deep(type) : contain(TypeKind::Map, type, std::move(members));
}

Value Value::object(std::vector<Member> members) {
  sort_members(members);
  return contain(TypeKind::Object, {}, std::move(members));
}

template Value Value::contain(TypeKind, wafpp::value::Type, std::vector<Value>);
template Value Value::contain(TypeKind, wafpp::value::Type, std::vector<Member>);

Value Value::unmark_deep(uint8_t& found) const {
  found = static_cast<uint8_t>(found | deep_marks());
  if (!is_container() || container().marks == 0) return unmark();
  Value result;
  if (form_ == Form::Elements) {
    std::vector<Value> inside;
    inside.reserve(length());
    for (const Value& element : elements()) inside.push_back(element.unmark_deep(found));
    // Marks count neither for a type nor for the order of a set.
    auto type = kind_ == TypeKind::Tuple ? wafpp::value::Type() : this->type();
    result = contain(kind_, type, std::move(inside));
  } else {
    std::vector<Member> inside;
    inside.reserve(length());
    for (const Member& member : members()) inside.push_back({member.key, member.value.unmark_deep(found)});
    auto type = kind_ == TypeKind::Object ? wafpp::value::Type() : this->type();
    result = contain(kind_, type, std::move(inside));
  }
  return std::move(result).with_origin(origin_);
}

namespace {

void collect_origins(const Value& value, bool with_places, std::vector<Origin>& to) {
  if (value.origin().step() != nullptr || (with_places && !value.origin().empty())) to.push_back(value.origin());
}

}  // namespace

Origin Value::deep_origin() const {
  if (!is_container()) return origin_;
  bool with_places = origin_.empty();
  if (!with_places && !container().has_steps) return origin_;
  std::vector<Origin> found;
  found.push_back(origin_);
  std::vector<const Value*> stack{this};
  // What is shared is walked through once: thirty lines of code can say that a billion elements are one and the same.
  std::unordered_set<const Container*> shared;
  while (!stack.empty()) {
    const Value* value = stack.back();
    stack.pop_back();
    if (value != this) collect_origins(*value, with_places, found);
    if (!value->is_container() || (!with_places && !value->container().has_steps)) continue;
    const Container& block = value->container();
    if (block.count.load(std::memory_order_relaxed) > 1 && !shared.insert(&block).second) continue;
    for (uint32_t i = block.size; i > 0; --i) {
      stack.push_back(block.members ? &block.member_values()[i - 1].value : &block.values()[i - 1]);
    }
  }
  return Origin::combined(std::move(found));
}

}  // namespace wafpp::value
