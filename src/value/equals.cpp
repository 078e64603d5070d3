#include <algorithm>

#include "value/convert.h"
#include "value/operations.h"

// cty's `Equals` (cty/value_ops.go). One choice is ours: where objects and maps hold both a part that differs and a part that is not
// known, cty answers by whichever its hash order meets first; here what differs decides.

namespace wafpp::value {

namespace {

enum class Answer : uint8_t { No, Yes, Unknown };

Answer answer(bool equal) { return equal ? Answer::Yes : Answer::No; }

/// Whether a type could still change: an untyped unknown is inside.
bool has_open_type(const Value& value) {
  if (value.is_null()) return false;
  if (!value.is_known()) return !value.type().is_wholly_known();
  if (value.is_wholly_known() || value.type().is_primitive()) return false;
  if (value.kind() == TypeKind::Map || value.kind() == TypeKind::Object) {
    return std::ranges::any_of(value.members(), [](const Member& member) { return has_open_type(member.value); });
  }
  return std::ranges::any_of(value.elements(), has_open_type);
}

/// Whether `known` cannot be what `unknown` turns out to be (cty's `ValueRange.Includes` is false).
bool is_excluded(const Value& unknown, const Value& known) {
  if (known.is_null()) return unknown.is_never_null();
  Type type = known.type();
  if (!conforms(type, unknown.type())) return true;
  const Refinement* range = unknown.refinement();
  if (range == nullptr) return false;
  switch (type.kind()) {
    case TypeKind::String:
      return !known.as_string().starts_with(range->prefix);
    case TypeKind::Number: {
      Number number = known.as_number();
      int low = range->min ? Number::compare(number, *range->min) : 1;
      int high = range->max ? Number::compare(number, *range->max) : -1;
      return low < 0 || (low == 0 && !range->min_inclusive) || high > 0 || (high == 0 && !range->max_inclusive);
    }
    case TypeKind::List:
    case TypeKind::Map:
      return known.length() < range->min_length.value_or(0) || known.length() > range->max_length.value_or(UINT64_MAX);
    case TypeKind::Set: {
      // Unknown elements may turn out equal to others.
      bool exact = known.is_wholly_known() || known.length() < 2;
      uint64_t least = exact ? known.length() : 1;
      return known.length() < range->min_length.value_or(0) || least > range->max_length.value_or(UINT64_MAX);
    }
    case TypeKind::Dynamic:
    case TypeKind::Bool:
    case TypeKind::Tuple:
    case TypeKind::Object:
      return false;
  }
  return false;
}

Answer compare(const Value& a, const Value& b);

Answer compare_with_unknown(const Value& known, const Value& unknown) {
  if (is_excluded(unknown, known)) return Answer::No;
  if (known.is_null() || !unknown.type().is_wholly_known()) return Answer::Unknown;
  return known.type() == unknown.type() ? Answer::Unknown : Answer::No;
}

Answer compare_sequences(std::span<const Value> a, std::span<const Value> b) {
  if (a.size() != b.size()) return Answer::No;
  for (size_t i = 0; i < a.size(); ++i) {
    Answer one = compare(a[i], b[i]);
    if (one != Answer::Yes) return one;
  }
  return Answer::Yes;
}

Answer compare_sets(const Value& a, const Value& b) {
  auto is_unknown = [](const Value& element) { return !element.is_known(); };
  if (std::ranges::any_of(a.elements(), is_unknown) || std::ranges::any_of(b.elements(), is_unknown)) return Answer::Unknown;
  // An element that is partly unknown is never found in the other set.
  if (a.length() != b.length() || !a.is_wholly_known() || !b.is_wholly_known()) return Answer::No;
  if (compare_sequences(a.elements(), b.elements()) == Answer::Yes) return Answer::Yes;
  // Elements with one hash stay in order of insertion: a set of all of them has no more elements if they are the same.
  std::vector<Value> both(a.elements().begin(), a.elements().end());
  both.insert(both.end(), b.elements().begin(), b.elements().end());
  return answer(Value::set(a.type().element(), std::move(both)).length() == a.length());
}

Answer compare_members(std::span<const Member> a, std::span<const Member> b) {
  if (!std::ranges::equal(a, b, {}, &Member::name, &Member::name)) return Answer::No;
  Answer result = Answer::Yes;
  for (size_t i = 0; i < a.size(); ++i) {
    Answer one = compare(a[i].value, b[i].value);
    if (one == Answer::No) return Answer::No;
    if (one == Answer::Unknown) result = Answer::Unknown;
  }
  return result;
}

Answer compare(const Value& a, const Value& b) {
  if (a.is_null() && b.is_never_null()) return Answer::No;
  if (b.is_null() && a.is_never_null()) return Answer::No;
  if (!a.is_known() && !b.is_known()) return Answer::Unknown;
  if (!b.is_known()) return compare_with_unknown(a, b);
  if (!a.is_known()) return compare_with_unknown(b, a);
  if (a.is_null() || b.is_null()) return answer(a.is_null() && b.is_null());
  if (a.kind() == b.kind() && a.type().is_primitive()) {
    if (a.kind() == TypeKind::Bool) return answer(a.as_bool() == b.as_bool());
    if (a.kind() == TypeKind::String) return answer(a.as_string() == b.as_string());
    return answer(Number::equals(a.as_number(), b.as_number()));
  }
  if (has_open_type(a) || has_open_type(b)) {
    return conforms(a.type(), b.type()) || conforms(b.type(), a.type()) ? Answer::Unknown : Answer::No;
  }
  if (a.type() != b.type()) return Answer::No;
  switch (a.kind()) {
    case TypeKind::Dynamic:
    case TypeKind::Bool:
    case TypeKind::Number:
    case TypeKind::String:
      return Answer::Yes;
    case TypeKind::Set:
      return compare_sets(a, b);
    case TypeKind::List:
    case TypeKind::Tuple:
      return compare_sequences(a.elements(), b.elements());
    case TypeKind::Map:
    case TypeKind::Object:
      return compare_members(a.members(), b.members());
  }
  return Answer::Unknown;
}

}  // namespace

std::optional<bool> is_equal(const Value& a, const Value& b) {
  Answer found = compare(a, b);
  return found == Answer::Unknown ? std::nullopt : std::optional(found == Answer::Yes);
}

Value equals(const Value& a, const Value& b) {
  std::optional<bool> found = is_equal(a, b);
  Value result = found ? Value::boolean(*found) : Value::unknown_not_null(Type::boolean());
  return std::move(result)
      .with_marks(static_cast<uint8_t>(a.deep_marks() | b.deep_marks()))
      .with_origin(Origin::combined(a.deep_origin(), b.deep_origin()));
}

}  // namespace wafpp::value
