#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Terraform's types, as go-cty has them.
namespace wafpp::value {

enum class TypeKind : uint8_t { Dynamic, Bool, Number, String, List, Set, Map, Tuple, Object };

struct TypeNode;
struct TypeField;

/// A type: a handle to an interned, immutable node that lives as long as the program, so that `==` is a comparison of
/// pointers. Safe from several threads. `Dynamic` stands for `any`, "not known yet".
///
/// Depth: a type that would be deeper than `kMaxDepth` is `Dynamic` instead, so that recursion over types is safe.
class Type {
 public:
  static constexpr uint32_t kMaxDepth = 500;

  constexpr Type() = default;  ///< Dynamic.
  static Type dynamic() { return Type(); }
  static Type boolean();
  static Type number();
  static Type string();
  static Type list(Type element);
  static Type set(Type element);
  static Type map(Type element);
  /// List, set or map, by `kind`.
  static Type collection(TypeKind kind, Type element);
  static Type tuple(std::span<const Type> elements);
  /// `fields` in any order; names are unique, NFC.
  static Type object(std::vector<TypeField> fields);

  TypeKind kind() const;
  bool is_dynamic() const { return node_ == nullptr; }
  bool is_primitive() const;
  /// List, set or map.
  bool is_collection() const;
  /// Tuple or object.
  bool is_structural() const;
  /// The element type of a collection.
  Type element() const;
  /// The element types of a tuple.
  std::span<const Type> elements() const;
  /// The attributes of an object, sorted by name.
  std::span<const TypeField> fields() const;
  const TypeField* field(std::string_view name) const;
  /// `Dynamic` occurs nowhere inside.
  bool is_wholly_known() const;
  /// Without the optional attributes being optional, deeply (cty's `WithoutOptionalAttributesDeep`): the type of values.
  Type without_optional() const;
  /// Levels of nesting: 1 for primitive types, `Dynamic` and empty structures.
  uint32_t depth() const;

  /// As Terraform names it in messages: `string`, `list of string`, `object`, `dynamic`.
  std::string friendly_name() const;
  /// The same for a wanted type: `any type`, `list of any single type`.
  std::string friendly_name_for_constraint() const;
  /// As in a type constraint: `list(string)`, `object({a=string,b=optional(number)})`, `any`.
  std::string constraint() const;
  /// Terraform's type JSON: `"string"`, `["list","string"]`, `["object",{"a":"string"}]`, with optional names third.
  std::string json() const;

  friend bool operator==(Type, Type) = default;
  /// A number that only equal types share.
  uintptr_t identity() const { return reinterpret_cast<uintptr_t>(node_); }

 private:
  friend class Value;
  friend struct TypeTable;
  constexpr explicit Type(const TypeNode* node) : node_(node) {}
  const TypeNode* node_ = nullptr;
};

struct TypeField {
  std::string name;
  Type type;
  bool optional = false;  ///< In a type constraint: the attribute may be left out.
  friend bool operator==(const TypeField&, const TypeField&) = default;
};

}  // namespace wafpp::value
