#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "value/number.h"
#include "value/origin.h"
#include "value/type.h"

namespace wafpp::value {

class Value;
struct Member;

/// What is known of an unknown value (cty's refinements).
struct Refinement {
  bool not_null = false;
  std::string prefix;                  ///< Of a string.
  std::optional<uint64_t> min_length;  ///< Of a collection.
  std::optional<uint64_t> max_length;
  std::optional<Number> min;  ///< Of a number; inclusive unless said.
  std::optional<Number> max;
  bool min_inclusive = true;
  bool max_inclusive = true;
  bool empty() const { return !not_null && prefix.empty() && !min_length && !max_length && !min && !max; }
};

/// Marks on a value itself; what is inside has its own. A set's elements give theirs to the set, as in cty.
enum Mark : uint8_t { kNoMark = 0, kSensitive = 1, kEphemeral = 2 };

/// Terraform's value: known, null or unknown, of a type, with marks and provenance. Immutable, cheap to copy (shares what is
/// inside by counting), safe to read from several threads.
///
/// Depth: a value built by our own code is at most `kMaxDepth` deep, so that recursion over it is safe; builders of deeper
/// ones (JSON and YAML readers, the evaluator) refuse.
class Value {
 public:
  static constexpr uint32_t kMaxDepth = 500;

  Value() = default;  ///< The null of no type.
  static Value null(Type type = Type::dynamic());
  static Value unknown(Type type = Type::dynamic());
  static Value unknown(Type type, Refinement refinement);
  static Value boolean(bool value);
  static Value number(Number value);
  static Value integer(int64_t value);
  /// Normalised to NFC (invalid UTF-8 becomes U+FFFD, as Go's).
  static Value string(std::string_view text);
  /// For text known to be NFC (ASCII, a syntax tree's).
  static Value string_nfc(std::string_view text);
  /// Elements have type `element` (as converted by the caller).
  static Value list(Type element, std::vector<Value> elements);
  /// Sorts as cty does, drops doubles, hoists the elements' marks.
  static Value set(Type element, std::vector<Value> elements);
  static Value tuple(std::vector<Value> elements);
  /// `members` in any order; of two with one key the later one holds.
  static Value map(Type element, std::vector<Member> members);
  static Value object(std::vector<Member> members);

  Value(const Value& other);
  Value(Value&& other) noexcept;
  Value& operator=(Value other) noexcept;
  ~Value();

  Type type() const;  ///< Built on demand for tuples and objects.
  TypeKind kind() const { return kind_; }
  bool is_null() const { return state_ == State::Null; }
  /// Not unknown itself (null is known); inside there may be unknowns.
  bool is_known() const { return state_ != State::Unknown; }
  bool is_wholly_known() const;

  bool as_bool() const;
  Number as_number() const;
  std::string_view as_string() const;
  /// Elements of a known list, set (in cty's order) or tuple.
  std::span<const Value> elements() const;
  /// Members of a known map or object, sorted by key (bytes).
  std::span<const Member> members() const;
  /// The member of that key, or null.
  const Value* find(std::string_view key) const;
  /// Elements of a list, set, tuple, or members of a map, object.
  size_t length() const;

  const Refinement* refinement() const;  ///< Of an unknown; null when there is none.

  uint8_t marks() const { return marks_; }
  bool is_sensitive() const { return (marks_ & kSensitive) != 0; }
  /// Marks here or anywhere inside.
  uint8_t deep_marks() const;
  /// With exactly these marks.
  Value with_marks(uint8_t marks) const;
  Value add_marks(uint8_t marks) const { return with_marks(static_cast<uint8_t>(marks_ | marks)); }
  /// Without any marks, deeply; `found` receives their union.
  Value unmark_deep(uint8_t& found) const;

  const Origin& origin() const { return origin_; }
  Value with_origin(Origin origin) const&;
  Value with_origin(Origin origin) &&;
  /// Origins here and anywhere inside, combined.
  Origin deep_origin() const;

  /// Same type, same content, ignoring marks and origin; unknown equals unknown of the same type and refinement.
  static bool same(const Value& a, const Value& b);

 private:
  enum class State : uint8_t { Null, Known, Unknown };
  struct Rep;

  TypeKind kind_ = TypeKind::Dynamic;
  State state_ = State::Null;
  uint8_t marks_ = 0;
  uint8_t form_ = 0;        // Of the payload: inline integer, number, text, elements, members, type.
  uint32_t precision_ = 0;  // Of an inline integer.
  union {
    int64_t integer_ = 0;
    Rep* rep_;
  };
  Origin origin_;
};
static_assert(sizeof(Value) == 24);

/// One member of a map or object. Keys are shared, NFC strings.
struct Member {
  Value key;  ///< A known string without marks or origin.
  Value value;
  std::string_view name() const { return key.as_string(); }
};

}  // namespace wafpp::value
