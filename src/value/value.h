#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "value/number.h"
#include "value/origin.h"
#include "value/type.h"

namespace wafpp::value {

class Value;
struct Member;

/// What is known of an unknown value (cty's refinements).
/// What stands in an outline for a part that is not known: U+FFFC, the object replacement character.
constexpr std::string_view kGap = "\xEF\xBF\xBC";

/// Bytes of an outline; a policy of AWS has at most 10,240 characters.
constexpr uint64_t kLongestOutline = uint64_t{64} * 1024;
/// The same for texts that do not begin as a JSON document: names of images, ARNs.
constexpr uint64_t kLongestShortOutline = 512;

/// A text that many values share; equal where the texts are.
class SharedText {
 public:
  SharedText() = default;
  explicit SharedText(std::string text) : text_(std::make_shared<const std::string>(std::move(text))) {}
  const std::string* operator->() const { return text_.get(); }
  const std::string& operator*() const { return *text_; }
  explicit operator bool() const { return text_ != nullptr; }
  void reset() { text_.reset(); }
  friend bool operator==(const SharedText& a, const SharedText& b) {
    return a.text_ == b.text_ || (a.text_ != nullptr && b.text_ != nullptr && *a.text_ == *b.text_);
  }

 private:
  std::shared_ptr<const std::string> text_;
};

struct Refinement {
  bool not_null = false;
  std::string prefix;                  ///< Of a string.
  std::optional<uint64_t> min_length;  ///< Of a collection.
  std::optional<uint64_t> max_length;
  std::optional<Number> min;  ///< Of a number; inclusive unless said.
  std::optional<Number> max;
  bool min_inclusive = true;
  bool max_inclusive = true;
  /// How a string ends. cty keeps the beginning only; nothing that Terraform shows or decides depends on this, but a reader can tell
  /// by it which policy or key an ARN names whose account is not known.
  std::string suffix;
  /// Of a string that a template or `jsonencode` makes: the whole, with `kGap` for each part that is not known. Like `suffix` for our
  /// readers alone: which actions a policy allows can be read though the ARNs in it are made by apply.
  SharedText outline;
  bool empty() const { return !not_null && prefix.empty() && suffix.empty() && !outline && !min_length && !max_length && !min && !max; }
  friend bool operator==(const Refinement&, const Refinement&) = default;
};

/// Marks on a value itself; what is inside has its own. A set's elements give theirs to the set, as in cty.
enum Mark : uint8_t { kNoMark = 0, kSensitive = 1, kEphemeral = 2 };

/// Terraform's value: known, null or unknown, of a type, with marks and provenance. Immutable, cheap to copy (shares what is
/// inside by counting), safe to read from several threads.
///
/// Depth: no value is deeper than `kMaxDepth`, so that recursion over it is safe. A constructor that would build a deeper one gives
/// unknown with a `Limit` cause instead; builders that want an error of their own ask `depth()` first.
class Value {
 public:
  static constexpr uint32_t kMaxDepth = Type::kMaxDepth;

  Value() = default;  ///< The null of no type.
  static Value null(Type type = Type::dynamic());
  static Value unknown(Type type = Type::dynamic());
  /// As cty's refinement builder: what does not concern the type is dropped, and where but one value is left, that one is the
  /// result (an empty collection, a list of so many unknowns, a number between equal bounds).
  static Value unknown(Type type, Refinement refinement);
  /// Unknown and never null: what operators and most functions give. `Dynamic` takes no refinement.
  static Value unknown_not_null(Type type);
  static Value boolean(bool value);
  static Value number(Number value);
  static Value integer(int64_t value);
  /// Normalised to NFC (invalid UTF-8 becomes U+FFFD, as Go's).
  static Value string(std::string_view text);
  /// For text known to be NFC (ASCII, a syntax tree's).
  static Value string_nfc(std::string_view text);
  /// Elements have type `element` (as converted by the caller); untyped nulls and unknowns among them take it. If `element` is
  /// `Dynamic`, it becomes the type of the first element that has one.
  static Value list(Type element, std::vector<Value> elements);
  /// The same; sorts as cty does, drops doubles, hoists the elements' marks.
  static Value set(Type element, std::vector<Value> elements);
  static Value tuple(std::vector<Value> elements);
  /// `members` in any order; of two with one key the later one holds. Else as `list`.
  static Value map(Type element, std::vector<Member> members);
  static Value object(std::vector<Member> members);

  Value(const Value& other)
      : kind_(other.kind_),
        state_(other.state_),
        marks_(other.marks_),
        form_(other.form_),
        precision_(other.precision_),
        integer_(other.integer_),
        origin_(other.origin_) {
    if (form_ >= Form::Big) block_->retain();
  }
  Value(Value&& other) noexcept
      : kind_(other.kind_),
        state_(other.state_),
        marks_(other.marks_),
        form_(std::exchange(other.form_, Form::Nothing)),
        precision_(other.precision_),
        integer_(other.integer_),
        origin_(std::move(other.origin_)) {
    other.become_null();
  }
  Value& operator=(const Value& other) {
    Value copy(other);
    swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    Value moved(std::move(other));  // Which leaves `other` null.
    swap(moved);
    return *this;
  }
  ~Value() {
    if (form_ >= Form::Big) release();
  }

  Type type() const;  ///< Built when first asked for tuples and objects, then kept.
  TypeKind kind() const { return kind_; }
  bool is_null() const { return state_ == State::Null; }
  /// Not unknown itself (null is known); inside there may be unknowns.
  bool is_known() const { return state_ != State::Unknown; }
  /// Known and not null: what `as_...`, `elements` and `members` ask for.
  bool has_content() const { return state_ == State::Known; }
  bool is_wholly_known() const;
  /// Never null: known and not null, or unknown and refined so (cty's `Range().DefinitelyNotNull()`).
  bool is_never_null() const;
  /// Levels of nesting: 1 for a primitive value.
  uint32_t depth() const;
  /// What it costs to walk through the value: itself and everything inside, 16 bytes of text counting as one more. What is shared
  /// counts each time, so that a few lines of code can make a value of any weight; stops at UINT32_MAX.
  uint32_t weight() const;

  bool as_bool() const;
  Number as_number() const;
  /// The integer where the value is a known number that is an int64: without building a `Number`.
  std::optional<int64_t> as_int64() const;
  /// Lives as long as any copy of this value.
  std::string_view as_string() const;
  /// Elements of a known list, set (in cty's order) or tuple.
  std::span<const Value> elements() const;
  /// Members of a known map or object, sorted by key (bytes).
  std::span<const Member> members() const;
  /// The member of that key, or null.
  const Value* find(std::string_view key) const;
  /// Elements of a list, set, tuple, or members of a map, object.
  size_t length() const;
  /// The element type of a list, set or map, be it known or not.
  Type element_type() const { return type().element(); }

  const Refinement* refinement() const;  ///< Of an unknown; null when there is none.
  /// An unknown value with more known of it: what is tighter holds. A known value is itself.
  Value refine(const Refinement& more) const;
  Value refine_not_null() const;

  uint8_t marks() const { return marks_; }
  bool is_sensitive() const { return (marks_ & kSensitive) != 0; }
  /// Marks here or anywhere inside.
  uint8_t deep_marks() const;
  /// With exactly these marks.
  Value with_marks(uint8_t marks) const&;
  Value with_marks(uint8_t marks) &&;
  Value add_marks(uint8_t marks) const& { return with_marks(static_cast<uint8_t>(marks_ | marks)); }
  Value add_marks(uint8_t marks) && { return std::move(*this).with_marks(static_cast<uint8_t>(marks_ | marks)); }
  /// Without the marks on itself (cty's `Unmark`).
  Value unmark() const { return with_marks(kNoMark); }
  /// Without any marks, deeply; `found` receives their union.
  Value unmark_deep(uint8_t& found) const;

  const Origin& origin() const { return origin_; }
  Value with_origin(Origin origin) const&;
  Value with_origin(Origin origin) &&;
  /// The value's own origin and all steps inside, combined. Mere places inside count only for a value without one of its own.
  Origin deep_origin() const;

  /// Same type, same content, ignoring marks and origin; unknown equals unknown of the same type and refinement.
  static bool same(const Value& a, const Value& b);

 private:
  enum class State : uint8_t { Null, Known, Unknown };
  /// What the payload is. Those from `Big` on are counted blocks.
  enum class Form : uint8_t { Nothing, Bool, Integer, Type, Big, Text, Refined, Elements, Members };
  static constexpr uint32_t kNotNull = 1;  // In `precision_` of an unknown that is refined so and by nothing else.

  struct Text;
  struct Refined;
  struct Container;

  static Value of_type(State state, Type type);
  template <typename Item>
  static Value contain(TypeKind kind, Type type, std::vector<Item> items);
  static Value sorted_set(Type element, std::vector<Value> elements);
  static Value too_deep(Type type);
  const Container& container() const;
  bool is_container() const { return form_ >= Form::Elements; }
  void become_null() {
    kind_ = TypeKind::Dynamic;
    state_ = State::Null;
    marks_ = 0;
    precision_ = 0;
    integer_ = 0;
  }
  void swap(Value& other) noexcept {
    std::swap(kind_, other.kind_);
    std::swap(state_, other.state_);
    std::swap(marks_, other.marks_);
    std::swap(form_, other.form_);
    std::swap(precision_, other.precision_);
    std::swap(integer_, other.integer_);
    origin_.swap(other.origin_);
  }
  void release();
  static void free(const Container* container);

  TypeKind kind_ = TypeKind::Dynamic;
  State state_ = State::Null;
  uint8_t marks_ = 0;
  Form form_ = Form::Nothing;
  uint32_t precision_ = 0;  // Of an inline integer.
  union {
    int64_t integer_ = 0;
    const TypeNode* type_;
    Counted* block_;
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
