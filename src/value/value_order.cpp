#include <algorithm>
#include <numeric>
#include <utility>

#include "value/operations.h"
#include "value/quote.h"
#include "value/value.h"
#include "value/value_rep.h"

// The order of sets and when their elements are one (cty/set_internals.go).
//
// cty keeps a set's elements in the order of `Less`: strings by bytes, numbers by size, false before true; anything else by a text
// made of it (its "hash bytes"), which is what Terraform's users see as the order of a set of objects. Unknown elements come after
// known ones, nulls last. What `Less` holds for equal stays in the order of insertion. Two elements are one when `Equals` says true,
// so unknown ones never are.

namespace wafpp::value {

namespace {

void append_hash(std::string& to, const Value& value) {
  if (!value.is_known()) {
    to += '?';
    return;
  }
  if (value.is_null()) {
    to += '~';
    return;
  }
  switch (value.kind()) {
    case TypeKind::Dynamic:
      return;
    case TypeKind::Number:
      to += value.as_number().format('g', 10);
      return;
    case TypeKind::Bool:
      to += value.as_bool() ? 'T' : 'F';
      return;
    case TypeKind::String:
      append_quoted(to, value.as_string());
      return;
    case TypeKind::Map:
      to += '{';
      for (const Member& member : value.members()) {
        append_hash(to, member.key);
        to += ':';
        append_hash(to, member.value);
        to += ';';
      }
      to += '}';
      return;
    case TypeKind::List:
    case TypeKind::Set:
      to += '[';
      for (const Value& element : value.elements()) {
        append_hash(to, element);
        to += ';';
      }
      to += ']';
      return;
    case TypeKind::Object:
      to += '<';
      for (const Member& member : value.members()) {
        append_hash(to, member.value);
        to += ';';
      }
      to += '>';
      return;
    case TypeKind::Tuple:
      to += '<';
      for (const Value& element : value.elements()) {
        append_hash(to, element);
        to += ';';
      }
      to += '>';
      return;
  }
}

/// Known, then unknown, then null.
int rank(const Value& value) { return value.has_content() ? 0 : value.is_null() ? 2 : 1; }

int sign(int order) { return (order > 0) - (order < 0); }

int compare_primitive(const Value& a, const Value& b) {
  switch (a.kind()) {
    case TypeKind::Bool:
      return static_cast<int>(a.as_bool()) - static_cast<int>(b.as_bool());
    case TypeKind::Number:
      if (auto left = a.as_int64(), right = b.as_int64(); left && right) return (*left > *right) - (*left < *right);
      return Number::compare(a.as_number(), b.as_number());
    default:
      return sign(a.as_string().compare(b.as_string()));
  }
}

/// Any total order by content, for values of one type that are wholly known.
int compare_content(const Value& a, const Value& b) {
  if (!a.has_content() || !b.has_content()) return rank(a) - rank(b);
  if (a.type().is_primitive()) return compare_primitive(a, b);
  if (a.kind() == TypeKind::Map || a.kind() == TypeKind::Object) {
    auto left = a.members();
    auto right = b.members();
    for (size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
      if (int order = left[i].name().compare(right[i].name())) return sign(order);
      if (int order = compare_content(left[i].value, right[i].value)) return order;
    }
    return (left.size() > right.size()) - (left.size() < right.size());
  }
  auto left = a.elements();
  auto right = b.elements();
  for (size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
    if (int order = compare_content(left[i], right[i])) return order;
  }
  return (left.size() > right.size()) - (left.size() < right.size());
}

struct Element {
  Value value;
  std::string hash;
  bool twice = false;
};

/// Marks the doubles among elements of one hash, all but the first of each. By sorting: hostile input can make all hashes equal.
void mark_doubles(std::span<Element> run) {
  if (run.size() < 2) return;
  std::vector<size_t> order;
  for (size_t i = 0; i < run.size(); ++i) {
    if (run[i].value.is_wholly_known()) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return compare_content(run[a].value, run[b].value) < 0; });
  for (size_t i = 1; i < order.size(); ++i) {
    run[order[i]].twice = compare_content(run[order[i - 1]].value, run[order[i]].value) == 0;
  }
}

std::vector<Value> sort_composites(std::vector<Value> values) {
  std::vector<Element> elements;
  elements.reserve(values.size());
  for (Value& value : values) {
    Element element;
    append_hash(element.hash, value);
    element.value = std::move(value);
    elements.push_back(std::move(element));
  }
  std::stable_sort(elements.begin(), elements.end(), [](const Element& a, const Element& b) {
    int first = rank(a.value);
    int second = rank(b.value);
    return first != second ? first < second : a.hash < b.hash;
  });
  for (size_t begin = 0; begin < elements.size();) {
    size_t end = begin + 1;
    while (end < elements.size() && rank(elements[end].value) == rank(elements[begin].value) && elements[end].hash == elements[begin].hash)
      ++end;
    mark_doubles(std::span(elements).subspan(begin, end - begin));
    begin = end;
  }
  values.clear();
  for (Element& element : elements) {
    if (!element.twice) values.push_back(std::move(element.value));
  }
  return values;
}

std::vector<Value> sort_primitives(std::vector<Value> values) {
  std::stable_sort(values.begin(), values.end(), [](const Value& a, const Value& b) {
    if (!a.has_content() || !b.has_content()) return rank(a) < rank(b);
    return compare_primitive(a, b) < 0;
  });
  auto one = [](const Value& a, const Value& b) {
    if (!a.has_content() || !b.has_content()) return a.is_null() && b.is_null();
    return a.kind() == TypeKind::Number ? Number::equals(a.as_number(), b.as_number()) : compare_primitive(a, b) == 0;
  };
  values.erase(std::unique(values.begin(), values.end(), one), values.end());
  return values;
}

}  // namespace

Value Value::sorted_set(wafpp::value::Type element, std::vector<Value> elements) {
  auto type = wafpp::value::Type::set(element);
  if (type.is_dynamic()) return too_deep(type);
  bool simple = element.is_primitive() || element.is_dynamic();
  return contain(TypeKind::Set, type, simple ? sort_primitives(std::move(elements)) : sort_composites(std::move(elements)));
}

int compare_for_set(const Value& a, const Value& b) {
  if (!a.has_content() || !b.has_content()) return sign(rank(a) - rank(b));
  if (a.type().is_primitive()) return compare_primitive(a, b);
  std::string left;
  std::string right;
  append_hash(left, a);
  append_hash(right, b);
  return sign(left.compare(right));
}

bool Value::same(const Value& a, const Value& b) {
  if (a.kind_ != b.kind_ || a.state_ != b.state_) return false;
  if (a.state_ != State::Known) {
    if (a.type() != b.type()) return false;
    const Refinement* left = a.refinement();
    const Refinement* right = b.refinement();
    return left == right || (left != nullptr && right != nullptr && *left == *right);
  }
  switch (a.kind_) {
    case TypeKind::Dynamic:
      return true;
    case TypeKind::Bool:
      return a.as_bool() == b.as_bool();
    case TypeKind::Number:
      return Number::equals(a.as_number(), b.as_number());
    case TypeKind::String:
      return a.as_string() == b.as_string();
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Map:
      if (a.type() != b.type()) return false;
      break;
    case TypeKind::Tuple:
    case TypeKind::Object:
      break;
  }
  if (a.block_ == b.block_) return true;
  if (a.form_ == Form::Elements) {
    auto left = a.elements();
    auto right = b.elements();
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), same);
  }
  auto left = a.members();
  auto right = b.members();
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const Member& x, const Member& y) { return x.name() == y.name() && same(x.value, y.value); });
}

}  // namespace wafpp::value
