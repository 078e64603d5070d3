#include <algorithm>
#include <array>
#include <iterator>

#include "value/conversion.h"

// The common type of several (cty/convert/unify.go, compare_types.go, sort_types.go).
//
// Where all types are of one structural kind, the result is built from the results for what is inside (all lists: a list of what the
// elements unify to; objects of equal attributes: an object; other objects: a map of what all attributes unify to). Everything else
// takes the first of the given types, from the most general on, to which all others convert. Equal types are asked once: a tuple of
// ten thousand equal objects costs one.

namespace wafpp::value {

namespace {

std::optional<Type> unify_distinct(const std::vector<Type>& types, Safety safety);

/// Which of two is preferred as the common type: -1 the first, 1 the second, 0 neither. Optimistic: the caller checks.
int prefer(Type a, Type b) {
  if (a.is_dynamic() || b.is_dynamic()) return static_cast<int>(a.is_dynamic()) - static_cast<int>(b.is_dynamic());
  if (a.is_primitive() && b.is_primitive()) {
    // Everything primitive has a text.
    return static_cast<int>(b.kind() == TypeKind::String) - static_cast<int>(a.kind() == TypeKind::String);
  }
  if (a.is_collection() && a.kind() == b.kind()) return prefer(a.element(), b.element());
  // From the more general to the less: tuple and list give way to set, tuple to list, object to map.
  auto gives_way = [](TypeKind less, TypeKind more) {
    return (less == TypeKind::Tuple && more == TypeKind::List) || (less == TypeKind::Object && more == TypeKind::Map);
  };
  if (gives_way(b.kind(), a.kind())) return -1;
  if (gives_way(a.kind(), b.kind())) return 1;
  bool a_sequence = a.kind() == TypeKind::Tuple || a.kind() == TypeKind::List;
  bool b_sequence = b.kind() == TypeKind::Tuple || b.kind() == TypeKind::List;
  if (a_sequence && b.kind() == TypeKind::Set) return -1;
  if (b_sequence && a.kind() == TypeKind::Set) return 1;

  bool first = false;
  bool second = false;
  auto compare_inner = [&](Type x, Type y) {
    int order = prefer(x, y);
    first |= order < 0;
    second |= order > 0;
  };
  if (a.kind() == TypeKind::Object && b.kind() == TypeKind::Object) {
    auto left = a.fields();
    auto right = b.fields();
    if (!std::ranges::equal(left, right, {}, &TypeField::name, &TypeField::name)) return 0;
    for (size_t i = 0; i < left.size(); ++i) compare_inner(left[i].type, right[i].type);
  } else if (a.kind() == TypeKind::Tuple && b.kind() == TypeKind::Tuple) {
    auto left = a.elements();
    auto right = b.elements();
    if (left.size() != right.size()) return 0;
    for (size_t i = 0; i < left.size(); ++i) compare_inner(left[i], right[i]);
  }
  return static_cast<int>(second && !first) - static_cast<int>(first && !second);
}

/// Indices of `types`, the most preferred first: a topological order, stable where nothing is preferred.
std::vector<size_t> preference(const std::vector<Type>& types) {
  std::vector<std::vector<size_t>> after(types.size());
  std::vector<size_t> before(types.size());
  for (size_t i = 0; i < types.size(); ++i) {
    for (size_t j = i + 1; j < types.size(); ++j) {
      int order = prefer(types[i], types[j]);
      if (order == 0) continue;
      size_t winner = order < 0 ? i : j;
      size_t loser = order < 0 ? j : i;
      after[winner].push_back(loser);
      ++before[loser];
    }
  }
  std::vector<size_t> result;
  for (size_t i = 0; i < types.size(); ++i) {
    if (before[i] == 0) result.push_back(i);
  }
  for (size_t at = 0; at < result.size(); ++at) {
    for (size_t loser : after[result[at]]) {
      if (--before[loser] == 0) result.push_back(loser);
    }
  }
  while (result.size() < types.size()) result.push_back(0);  // Caught in a cycle: cty tries the first one instead.
  return result;
}

bool all_convert(const std::vector<Type>& types, Type to, Safety safety) {
  return std::ranges::all_of(types, [&](Type type) { return type == to || has_conversion(type, to, safety); });
}

/// All inner types of tuples or objects together, as elements of one collection.
std::optional<Type> structures_as_collection(TypeKind kind, const std::vector<Type>& types, Safety safety) {
  std::vector<Type> inner;
  for (Type type : types) {
    if (type.kind() == TypeKind::Tuple) {
      inner.insert(inner.end(), type.elements().begin(), type.elements().end());
    } else {
      for (const TypeField& field : type.fields()) inner.push_back(field.type);
    }
  }
  auto element = unify(inner, safety);
  if (!element) return std::nullopt;
  Type result = Type::collection(kind, *element);
  if (!all_convert(types, result, safety)) return std::nullopt;
  return result;
}

std::optional<Type> collections(TypeKind kind, const std::vector<Type>& types, Safety safety) {
  std::vector<Type> elements;
  for (Type type : types) elements.push_back(type.element());
  auto element = unify(elements, safety);
  if (!element) return std::nullopt;
  Type result = Type::collection(kind, *element);
  if (!all_convert(types, result, safety)) return std::nullopt;
  return result;
}

std::optional<Type> objects(const std::vector<Type>& types, Safety safety) {
  auto names_differ = [&](Type type) {
    return !std::ranges::equal(type.fields(), types[0].fields(), {}, &TypeField::name, &TypeField::name);
  };
  if (std::ranges::any_of(types, names_differ)) return structures_as_collection(TypeKind::Map, types, safety);
  std::vector<TypeField> fields;
  for (size_t i = 0; i < types[0].fields().size(); ++i) {
    std::vector<Type> across;
    for (Type type : types) across.push_back(type.fields()[i].type);
    auto unified = unify(across, safety);
    if (!unified) return std::nullopt;
    fields.push_back({types[0].fields()[i].name, *unified, false});
  }
  Type result = Type::object(std::move(fields));
  return all_convert(types, result, safety) ? result : structures_as_collection(TypeKind::Map, types, safety);
}

std::optional<Type> tuples(const std::vector<Type>& types, Safety safety) {
  size_t length = types[0].elements().size();
  if (std::ranges::any_of(types, [&](Type type) { return type.elements().size() != length; })) {
    return structures_as_collection(TypeKind::List, types, safety);
  }
  std::vector<Type> elements;
  for (size_t i = 0; i < length; ++i) {
    std::vector<Type> across;
    for (Type type : types) across.push_back(type.elements()[i]);
    auto unified = unify(across, safety);
    if (!unified) return std::nullopt;
    elements.push_back(*unified);
  }
  Type result = Type::tuple(elements);
  return all_convert(types, result, safety) ? result : structures_as_collection(TypeKind::List, types, safety);
}

/// Lists with tuples, maps with objects: first the structures to one collection, then that with the others.
std::optional<Type> with_structures(TypeKind structure, TypeKind collection, const std::vector<Type>& types, Safety safety) {
  std::vector<Type> structures;
  std::ranges::copy_if(types, std::back_inserter(structures), [&](Type type) { return type.kind() == structure; });
  auto single = structures_as_collection(collection, structures, safety);
  if (!single) return std::nullopt;
  std::vector<Type> replaced = types;
  for (Type& type : replaced) type = type.kind() == structure ? *single : type;
  auto result = unify_distinct(distinct(replaced), safety);
  return result && result->kind() == collection ? result : std::nullopt;
}

struct Counts {
  explicit Counts(const std::vector<Type>& types) : total(types.size()) {
    for (Type type : types) ++of[static_cast<size_t>(type.kind())];
  }
  size_t operator[](TypeKind kind) const { return of[static_cast<size_t>(kind)]; }
  /// Whether there is some of `kind`, and nothing else but `Dynamic` and, where named, `other`.
  bool only(TypeKind kind, std::optional<TypeKind> other = std::nullopt) const {
    return (*this)[kind] > 0 && (*this)[kind] + (*this)[TypeKind::Dynamic] + (other ? (*this)[*other] : 0) == total;
  }
  std::array<size_t, 9> of{};
  size_t total;
};

/// Whether cty gives up: one structural kind in a mixture with `Dynamic` is `Dynamic`, and values of it become unknown.
bool is_hopeless(const Counts& counts) {
  if (counts[TypeKind::Dynamic] == 0) return false;
  return counts.only(TypeKind::Map) || counts.only(TypeKind::List) || counts.only(TypeKind::Set) || counts.only(TypeKind::Object) ||
         counts.only(TypeKind::Tuple);
}

std::optional<Type> unify_distinct(const std::vector<Type>& types, Safety safety) {
  if (types.empty()) return std::nullopt;
  if (types.size() == 1) return types[0];
  Counts counts(types);
  if (is_hopeless(counts)) return Type();
  if (counts.only(TypeKind::Map)) return collections(TypeKind::Map, types, safety);
  if (counts.only(TypeKind::Map, TypeKind::Object)) {
    if (auto result = with_structures(TypeKind::Object, TypeKind::Map, types, safety)) return result;
  } else if (counts.only(TypeKind::List)) {
    return collections(TypeKind::List, types, safety);
  } else if (counts.only(TypeKind::List, TypeKind::Tuple)) {
    if (auto result = with_structures(TypeKind::Tuple, TypeKind::List, types, safety)) return result;
  } else if (counts.only(TypeKind::Set)) {
    return collections(TypeKind::Set, types, safety);
  } else if (counts.only(TypeKind::Object)) {
    return objects(types, safety);
  } else if (counts.only(TypeKind::Tuple)) {
    return tuples(types, safety);
  } else if (counts[TypeKind::Object] > 0 && counts[TypeKind::Tuple] > 0) {
    return std::nullopt;
  }
  for (size_t index : preference(types)) {
    if (all_convert(types, types[index], safety)) return types[index];
  }
  return std::nullopt;
}

}  // namespace

std::optional<Type> unify(std::span<const Type> types, Safety safety) { return unify_distinct(distinct(types), safety); }

tl::expected<Value, ConversionError> convert_unified(const Value& value, std::span<const Type> types, Type unified) {
  if (unified.is_dynamic() && is_hopeless(Counts(distinct(types)))) return Value::unknown().with_origin(value.deep_origin());
  return convert(value, unified);
}

}  // namespace wafpp::value
