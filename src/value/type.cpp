#include "value/type.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "base/check.h"

// Interning: each type exists once, so that comparing types is comparing pointers, and what is asked of a type often (is anything
// in it dynamic, the list of it, it without optional attributes) is computed once and kept at its node. Nodes are found by hash in
// one of several tables, each with its own lock; list, set and map of a type are found at the type's node without a lock.

namespace wafpp::value {

namespace {

/// What makes a type the one it is, and what follows from it at once.
struct Shape {
  TypeKind kind = TypeKind::Dynamic;
  bool has_dynamic = false;
  bool has_optional = false;
  uint32_t depth = 1;
  uint64_t hash = 0;
  Type element;
  std::vector<Type> elements;
  std::vector<TypeField> fields;
};

}  // namespace

struct TypeNode : Shape {
  TypeNode() = default;
  explicit TypeNode(Shape shape) : Shape(std::move(shape)) {}

  // What was derived from this node, once somebody asked.
  mutable std::array<std::atomic<const TypeNode*>, 3> collections{};
  mutable std::atomic<const TypeNode*> without_optional = nullptr;
};

struct TypeTable {
  static constexpr size_t kShards = 16;
  struct Shard {
    std::mutex mutex;
    std::unordered_multimap<uint64_t, const TypeNode*> nodes;
  };

  /// Never destroyed: values may outlive any static object.
  static TypeTable& the() {
    static auto* table = new TypeTable;
    return *table;
  }

  TypeTable() {
    for (size_t i = 0; i < primitives.size(); ++i) {
      primitives[i].kind = static_cast<TypeKind>(static_cast<size_t>(TypeKind::Bool) + i);
      primitives[i].hash = 0x9E3779B97F4A7C15ULL * (i + 1);
    }
  }

  static const TypeNode* node(Type type) { return type.node_; }
  static Type handle(const TypeNode* node) { return Type(node); }
  static uint64_t hash(Type type) { return type.node_ == nullptr ? 0x51ED270B0B5A3C01ULL : type.node_->hash; }
  static uint64_t mix(uint64_t seed, uint64_t value) {
    uint64_t x = (seed ^ value) * 0xFF51AFD7ED558CCDULL;
    return x ^ (x >> 32);
  }

  /// The node equal to `draft`, which it becomes when there is none.
  Type intern(Shape draft) {
    uint64_t hash = mix(static_cast<uint64_t>(draft.kind), 0x2545F4914F6CDD1DULL);
    uint32_t inside = 0;
    auto take = [&](Type type) {
      hash = mix(hash, TypeTable::hash(type));
      const TypeNode* node = type.node_;
      draft.has_dynamic |= node == nullptr || node->has_dynamic;
      draft.has_optional |= node != nullptr && node->has_optional;
      inside = std::max(inside, node == nullptr ? 1 : node->depth);
    };
    if (draft.kind == TypeKind::Tuple) {
      for (Type type : draft.elements) take(type);
    } else if (draft.kind == TypeKind::Object) {
      for (const TypeField& field : draft.fields) {
        hash = mix(hash, std::hash<std::string_view>()(field.name) + static_cast<uint64_t>(field.optional));
        take(field.type);
        draft.has_optional |= field.optional;
      }
    } else {
      take(draft.element);
    }
    if (inside + 1 > Type::kMaxDepth) return Type();
    draft.depth = inside + 1;
    draft.hash = hash;

    Shard& shard = shards[(hash >> 7) % kShards];
    std::lock_guard lock(shard.mutex);
    auto [begin, end] = shard.nodes.equal_range(hash);
    for (auto it = begin; it != end; ++it) {
      const TypeNode& node = *it->second;
      bool same =
          node.kind == draft.kind && node.element == draft.element && node.elements == draft.elements && node.fields == draft.fields;
      if (same) return Type(it->second);
    }
    auto* node = new TypeNode(std::move(draft));
    shard.nodes.emplace(hash, node);
    return Type(node);
  }

  std::array<TypeNode, 3> primitives;
  TypeNode dynamic;  // Only for what is derived from it.
  std::array<Shard, kShards> shards;
};

Type Type::boolean() { return Type(TypeTable::the().primitives.data()); }
Type Type::number() { return Type(&TypeTable::the().primitives[1]); }
Type Type::string() { return Type(&TypeTable::the().primitives[2]); }

Type Type::collection(TypeKind kind, Type element) {
  TypeTable& table = TypeTable::the();
  auto index = static_cast<size_t>(kind) - static_cast<size_t>(TypeKind::List);
  WAFPP_CHECK(index < 3, "not a kind of collection");
  auto& known = (element.node_ == nullptr ? &table.dynamic : element.node_)->collections[index];
  if (const TypeNode* node = known.load(std::memory_order_acquire)) return Type(node);
  Shape draft;
  draft.kind = kind;
  draft.element = element;
  Type result = table.intern(std::move(draft));
  known.store(result.node_, std::memory_order_release);
  return result;
}
Type Type::list(Type element) { return collection(TypeKind::List, element); }
Type Type::set(Type element) { return collection(TypeKind::Set, element); }
Type Type::map(Type element) { return collection(TypeKind::Map, element); }

Type Type::tuple(std::span<const Type> elements) {
  Shape draft;
  draft.kind = TypeKind::Tuple;
  draft.elements.assign(elements.begin(), elements.end());
  return TypeTable::the().intern(std::move(draft));
}

Type Type::object(std::vector<TypeField> fields) {
  auto by_name = [](const TypeField& a, const TypeField& b) { return a.name < b.name; };
  if (!std::is_sorted(fields.begin(), fields.end(), by_name)) std::sort(fields.begin(), fields.end(), by_name);
  Shape draft;
  draft.kind = TypeKind::Object;
  draft.fields = std::move(fields);
  return TypeTable::the().intern(std::move(draft));
}

TypeKind Type::kind() const { return node_ == nullptr ? TypeKind::Dynamic : node_->kind; }
bool Type::is_primitive() const { return kind() >= TypeKind::Bool && kind() <= TypeKind::String; }
bool Type::is_collection() const { return kind() >= TypeKind::List && kind() <= TypeKind::Map; }
bool Type::is_structural() const { return kind() >= TypeKind::Tuple; }

Type Type::element() const {
  WAFPP_CHECK(is_collection(), "only collections have an element type");
  return node_->element;
}
std::span<const Type> Type::elements() const {
  WAFPP_CHECK(kind() == TypeKind::Tuple, "only tuples have element types");
  return node_->elements;
}
std::span<const TypeField> Type::fields() const {
  WAFPP_CHECK(kind() == TypeKind::Object, "only objects have attributes");
  return node_->fields;
}
const TypeField* Type::field(std::string_view name) const {
  auto all = fields();
  auto it = std::lower_bound(all.begin(), all.end(), name, [](const TypeField& field, std::string_view key) { return field.name < key; });
  return it != all.end() && it->name == name ? &*it : nullptr;
}
bool Type::is_wholly_known() const { return node_ != nullptr && !node_->has_dynamic; }
uint32_t Type::depth() const { return node_ == nullptr ? 1 : node_->depth; }

Type Type::without_optional() const {
  if (node_ == nullptr || !node_->has_optional) return *this;
  if (const TypeNode* known = node_->without_optional.load(std::memory_order_acquire)) return Type(known);
  Type result;
  if (kind() == TypeKind::Tuple) {
    std::vector<Type> elements;
    for (Type type : node_->elements) elements.push_back(type.without_optional());
    result = tuple(elements);
  } else if (kind() == TypeKind::Object) {
    std::vector<TypeField> fields;
    for (const TypeField& field : node_->fields) fields.push_back({field.name, field.type.without_optional(), false});
    result = object(std::move(fields));
  } else {
    result = collection(kind(), node_->element.without_optional());
  }
  node_->without_optional.store(result.node_, std::memory_order_release);
  return result;
}

}  // namespace wafpp::value
