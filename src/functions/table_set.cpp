#include <fmt/format.h>

#include <algorithm>

#include "functions/arguments.h"
#include "value/convert.h"

/// Sets: union, intersection, difference, product.
namespace wafpp::functions {

namespace {

// Beyond these, go-cty says nothing about the length of a product of which a part is unknown.
constexpr uint64_t kLongestPart = 1024;
constexpr uint64_t kLongestProduct = 2048;
constexpr std::string_view kIncompatible = "given sets must all have compatible element types";

tl::expected<Type, FunctionError> set_type(std::span<const Value> args) {
  std::vector<Type> elements;
  for (const Value& argument : args) {
    if (argument.kind() != TypeKind::Set) return Type::dynamic();
    // An empty set of no type fits any other.
    if (argument.is_known() && argument.length() == 0 && argument.element_type().is_dynamic()) continue;
    elements.push_back(argument.element_type());
  }
  if (elements.empty()) return Type::set(Type::dynamic());
  if (std::optional<Type> common = value::unify(elements, value::Safety::Unsafe)) return Type::set(*common);
  return refuse(std::string(kIncompatible));
}

bool all_known(std::span<const Value> sets) {
  return std::all_of(sets.begin(), sets.end(), [](const Value& set) { return set.is_wholly_known(); });
}

tl::expected<std::vector<Value>, FunctionError> converted_sets(std::span<const Value> args, Type type) {
  std::vector<Value> sets;
  for (size_t i = 0; i < args.size(); ++i) {
    auto converted = value::convert(args[i], type);
    if (!converted) return refuse(static_cast<int>(i), converted.error().text());
    sets.push_back(std::move(*converted));
  }
  return sets;
}

/// `Dynamic` as the common type converts nothing; go-cty fails when it then compares the elements.
bool are_comparable(std::span<const Value> sets) {
  return std::all_of(sets.begin(), sets.end(), [&](const Value& set) { return set.type() == sets.front().type(); });
}

Outcome setunion(std::span<const Value> args, Type type, Context& context) {
  auto sets = converted_sets(args, type);
  if (!sets) return tl::unexpected(sets.error());
  if (!are_comparable(*sets)) return refuse(std::string(kIncompatible));
  std::vector<Value> all;
  for (const Value& set : *sets) {
    if (auto within = within_element_limit(all.size() + set.length(), context); !within) return tl::unexpected(within.error());
    all.insert(all.end(), set.elements().begin(), set.elements().end());
  }
  return Value::set(type.element(), std::move(all));
}

enum class Keep : bool { Absent, Present };

/// The elements of the first set that are in every other one, or in none.
Outcome filtered(std::span<const Value> args, Type type, Keep keep) {
  auto sets = converted_sets(args, type);
  if (!sets) return tl::unexpected(sets.error());
  // Any unknown element may turn out to be equal to any other, and change what is left.
  if (!all_known(*sets)) return Value::unknown(type);
  if (!are_comparable(*sets)) return refuse(std::string(kIncompatible));
  std::vector<Value> kept(sets->front().elements().begin(), sets->front().elements().end());
  for (const Value& set : std::span(*sets).subspan(1)) {
    KnownElements members(set);
    std::erase_if(kept, [&](const Value& element) { return members.contains(element) != (keep == Keep::Present); });
  }
  return Value::set(type.element(), std::move(kept));
}

Outcome setintersection(std::span<const Value> args, Type type, Context&) { return filtered(args, type, Keep::Present); }

Outcome setsubtract(std::span<const Value> args, Type type, Context&) { return filtered(args, type, Keep::Absent); }

/// What the elements of one factor become: their common type.
tl::expected<Type, FunctionError> factor_type(const Value& factor, int argument) {
  if (factor.kind() == TypeKind::Set || factor.kind() == TypeKind::List) return factor.element_type();
  if (factor.kind() != TypeKind::Tuple) return refuse(argument, "a set or a list is required");
  Type tuple = factor.type();
  if (tuple.elements().empty()) return Type::dynamic();
  if (std::optional<Type> common = value::unify(tuple.elements(), value::Safety::Unsafe)) return *common;
  return refuse(argument, "all elements must be of the same type");
}

tl::expected<Type, FunctionError> setproduct_type(std::span<const Value> args) {
  if (args.size() < 2) return refuse("at least two arguments are required");
  std::vector<Type> elements;
  bool is_set = false;
  for (size_t i = 0; i < args.size(); ++i) {
    auto element = factor_type(args[i], static_cast<int>(i));
    if (!element) return element;
    elements.push_back(*element);
    is_set = is_set || args[i].kind() == TypeKind::Set;
  }
  return is_set ? Type::set(Type::tuple(elements)) : Type::list(Type::tuple(elements));
}

/// The product when the length of a factor is not known: its length within bounds, where they are of use.
Value unknown_product(std::span<const Value> args, Type type) {
  uint64_t longest = 1;
  for (const Value& factor : args) {
    // Of known ones cty's range says nothing.
    LengthRange range;
    if (!factor.is_known() || factor.kind() == TypeKind::Tuple || has_known_length(factor)) range = length_range(factor);
    if (!range.max || *range.max > kLongestPart) return Value::unknown(type);
    longest *= *range.max;
    if (longest > kLongestProduct) return Value::unknown(type);
  }
  return Value::unknown(type, {.not_null = true, .min_length = std::min<uint64_t>(longest, 1), .max_length = longest});
}

Outcome setproduct(std::span<const Value> args, Type type, Context& context) {
  uint8_t marks = value::kNoMark;
  bool is_counted = true;
  uint64_t total = 1;
  for (const Value& factor : args) {
    marks |= factor.marks();
    if (!factor.is_known() || !has_known_length(factor)) {
      is_counted = false;
    } else if (is_counted) {
      // Kept below the limit squared, so that it cannot wrap around.
      total = std::min<uint64_t>(total * factor.length(), context.max_elements + 1);
      if (factor.length() == 0) total = 0;
    }
  }
  if (!is_counted) return unknown_product(args, type).with_marks(marks);
  for (const Value& factor : args) total = factor.length() == 0 ? 0 : total;
  if (auto within = within_element_limit(total, context); !within) return tl::unexpected(within.error());

  std::vector<std::vector<Value>> factors;
  Type tuple = type.element();
  for (size_t i = 0; i < args.size() && total > 0; ++i) {
    std::vector<Value>& elements = factors.emplace_back();
    for (const Value& element : args[i].elements()) {
      auto converted = value::convert(element, tuple.elements()[i]);
      if (!converted) return refuse(static_cast<int>(i), converted.error().text());
      elements.push_back(std::move(*converted));
    }
  }
  std::vector<Value> product;
  product.reserve(total);
  std::vector<size_t> places(args.size(), 0);
  while (product.size() < total) {
    std::vector<Value> one;
    for (size_t i = 0; i < factors.size(); ++i) one.push_back(factors[i][places[i]]);
    product.push_back(Value::tuple(std::move(one)));
    // The last factor turns fastest.
    for (size_t i = factors.size(); i-- > 0;) {
      if (++places[i] < factors[i].size()) break;
      places[i] = 0;
    }
  }
  Value result = type.kind() == TypeKind::List ? Value::list(tuple, std::move(product)) : Value::set(tuple, std::move(product));
  return result.add_marks(marks);
}

constexpr Parameter kFirstSet[] = {{.name = "first_set", .shape = Shape::SetOfAny, .allow_dynamic = true}};
constexpr Parameter kOtherSets = {.name = "other_sets", .shape = Shape::SetOfAny, .allow_dynamic = true};
constexpr Parameter kTwoSets[] = {{.name = "a", .shape = Shape::SetOfAny, .allow_dynamic = true},
                                  {.name = "b", .shape = Shape::SetOfAny, .allow_dynamic = true}};
constexpr Parameter kFactors = {.name = "sets", .allow_unknown = true, .allow_marked = true};

constexpr Example kSetintersectionExamples[] = {{R"(setintersection(["a", "b"], ["b", "c"]))", "toset([\n  \"b\",\n])"}};
constexpr Example kSetproductExamples[] = {
    {R"(setproduct(["a", "b"], [1]))", "tolist([\n  [\n    \"a\",\n    1,\n  ],\n  [\n    \"b\",\n    1,\n  ],\n])"},
    {R"(setproduct(["a"]))", ""}};
constexpr Example kSetsubtractExamples[] = {{R"(setsubtract(["a", "b"], ["b"]))", "toset([\n  \"a\",\n])"}};
constexpr Example kSetunionExamples[] = {{R"(setunion(["b"], ["a", "b"]))", "toset([\n  \"a\",\n  \"b\",\n])"}};

constexpr Function kFunctions[] = {
    {
        .name = "setintersection",
        .summary = "The elements that are in all given sets.",
        .parameters = kFirstSet,
        .rest = &kOtherSets,
        .result_type = set_type,
        .call = setintersection,
        .examples = kSetintersectionExamples,
    },
    {
        .name = "setproduct",
        .summary = "All combinations with one element of each given set or list.",
        .rest = &kFactors,
        .result_type = setproduct_type,
        .call = setproduct,
        .examples = kSetproductExamples,
    },
    {
        .name = "setsubtract",
        .summary = "The elements of a first set that are not in a second one.",
        .parameters = kTwoSets,
        .result_type = set_type,
        .call = setsubtract,
        .examples = kSetsubtractExamples,
    },
    {
        .name = "setunion",
        .summary = "The elements that are in any of the given sets.",
        .parameters = kFirstSet,
        .rest = &kOtherSets,
        .result_type = set_type,
        .call = setunion,
        .examples = kSetunionExamples,
    },
};

}  // namespace

extern const FunctionTable table_set;
const FunctionTable table_set = {kFunctions};

}  // namespace wafpp::functions
