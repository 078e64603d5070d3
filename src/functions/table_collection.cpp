#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/unicode.h"
#include "functions/arguments.h"
#include "value/convert.h"
#include "value/operations.h"

/// Questions to collections: how many, which one, whether, the first that holds something.
namespace wafpp::functions {

namespace {

constexpr std::string_view kOneElement = "must be a list, set, or tuple value with either zero or one elements";
constexpr std::string_view kEmptyElement = "cannot use element function with an empty list";

tl::expected<Type, FunctionError> length_type(std::span<const Value> args) {
  TypeKind kind = args[0].kind();
  if (kind == TypeKind::Bool || kind == TypeKind::Number) {
    return refuse("argument must be a string, a collection type, or a structural type");
  }
  return Type::number();
}

Value string_length(const Value& text) {
  if (text.is_known()) return Value::integer(static_cast<int64_t>(base::grapheme_count(text.as_string())));
  // What is known of its beginning is there in any case.
  const Refinement* known = text.refinement();
  auto prefix = static_cast<int64_t>(known != nullptr ? base::grapheme_count(known->prefix) : 0);
  return Value::unknown(Type::number(), {.not_null = true, .min = Number::integer(prefix)});
}

Outcome length(std::span<const Value> args, Type, Context&) {
  const Value& value = args[0];
  switch (value.kind()) {
    case TypeKind::Dynamic:
      return Value::unknown(Type::number()).with_marks(value.marks());
    case TypeKind::String:
      return string_length(value).with_marks(value.marks());
    case TypeKind::Object: {
      size_t count = value.is_known() ? value.length() : value.type().fields().size();
      return Value::integer(static_cast<int64_t>(count)).with_marks(value.marks());
    }
    case TypeKind::Bool:
    case TypeKind::Number:
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Map:
    case TypeKind::Tuple:
      break;
  }
  return length_of(value).with_marks(value.marks());
}

tl::expected<Type, FunctionError> element_type(std::span<const Value> args) {
  const Value& list = args[0];
  if (list.kind() == TypeKind::List) return list.type().element();
  if (list.kind() != TypeKind::Tuple) return refuse(fmt::format("cannot read elements from {}", list.type().friendly_name()));
  // Each element of a tuple has its own type.
  if (!args[1].is_known()) return Type::dynamic();
  auto index = whole_number(args[1]);
  if (!index) return refuse(fmt::format("invalid index: {}", index.error()));
  size_t count = list.is_known() ? list.length() : list.type().elements().size();
  if (count == 0) return refuse(std::string(kEmptyElement));
  int64_t at = *index % static_cast<int64_t>(count);
  // Lists count backwards from their end here; for tuples go-cty looks up the type at the negative place, and fails.
  if (at < 0) return refuse(fmt::format("invalid index: {} is negative", *index));
  return list.is_known() ? Type::dynamic() : list.type().elements()[static_cast<size_t>(at)];
}

Outcome element(std::span<const Value> args, Type, Context&) {
  auto index = whole_number(args[1]);
  if (!index) return refuse(fmt::format("invalid index: {}", index.error()));
  std::span<const Value> elements = args[0].elements();
  if (elements.empty()) return refuse(std::string(kEmptyElement));
  auto count = static_cast<int64_t>(elements.size());
  int64_t at = *index % count;
  if (at < 0) at += count;
  return elements[static_cast<size_t>(at)].add_marks(args[0].marks());
}

Outcome index(std::span<const Value> args, Type, Context&) {
  const Value& list = args[0];
  if (list.kind() != TypeKind::List && list.kind() != TypeKind::Tuple) return refuse("argument must be a list or tuple");
  if (list.length() == 0) return refuse("cannot search an empty list");
  int64_t at = 0;
  for (const Value& candidate : list.elements()) {
    Value equal = value::equals(candidate, args[1]);
    if (!equal.is_known()) return Value::unknown(Type::number());
    if (equal.as_bool()) return Value::integer(at);
    ++at;
  }
  return refuse("item not found");
}

Outcome contains(std::span<const Value> args, Type, Context&) {
  if (!is_sequence(args[0].kind())) return refuse("argument must be list, tuple, or set");
  bool may_contain = false;
  for (const Value& candidate : args[0].elements()) {
    Value equal = value::equals(args[1], candidate);
    if (!equal.is_known()) {
      may_contain = true;  // Go on: another one may be equal for certain.
    } else if (equal.as_bool()) {
      return Value::boolean(true);
    }
  }
  return may_contain ? Value::unknown(Type::boolean()) : Value::boolean(false);
}

tl::expected<Type, FunctionError> coalesce_type(std::span<const Value> args) {
  std::vector<Type> types;
  for (const Value& argument : args) types.push_back(argument.type());
  if (auto common = value::unify(types, value::Safety::Unsafe)) return *common;
  return refuse("all arguments must have the same type");
}

Outcome coalesce(std::span<const Value> args, Type type, Context&) {
  for (const Value& argument : args) {
    auto converted = value::convert(argument, type);
    if (!converted) continue;  // Terraform drops what is not convertible after all, as if it were null.
    if (!converted->is_known()) {
      // Terraform forgets here what it knew. For our readers alone: a document that has begun is neither null nor empty, so this is it.
      const value::Refinement* partly = converted->refinement();
      if (partly == nullptr || !partly->outline) return Value::unknown(type);
      return Value::unknown(type, {.suffix = partly->suffix, .outline = partly->outline});
    }
    if (converted->is_null()) continue;
    if (type.kind() == TypeKind::String && converted->as_string().empty()) continue;
    return *converted;
  }
  return refuse("no non-null, non-empty-string arguments");
}

tl::expected<Type, FunctionError> coalescelist_type(std::span<const Value> args) {
  if (args.empty()) return refuse("at least one argument is required");
  for (const Value& argument : args) {
    if (!argument.is_known()) break;  // Nothing can be said of the result's type any more.
    if (argument.kind() != TypeKind::List && argument.kind() != TypeKind::Tuple) {
      return refuse("coalescelist arguments must be lists or tuples");
    }
  }
  return Type::dynamic();
}

Outcome coalescelist(std::span<const Value> args, Type type, Context&) {
  for (const Value& argument : args) {
    if (!argument.is_known()) return Value::unknown(type);
    if (!argument.is_null() && argument.length() > 0) return argument;
  }
  return refuse("no non-null arguments");
}

tl::expected<Type, FunctionError> one_type(std::span<const Value> args) {
  const Value& list = args[0];
  if (list.kind() == TypeKind::List || list.kind() == TypeKind::Set) return list.type().element();
  if (list.kind() == TypeKind::Tuple) {
    size_t count = list.is_known() ? list.length() : list.type().elements().size();
    if (count == 0) return Type::dynamic();
    if (count == 1) return list.is_known() ? Type::dynamic() : list.type().elements()[0];
  }
  return refuse(0, std::string(kOneElement));
}

Outcome one(std::span<const Value> args, Type type, Context&) {
  if (!has_known_length(args[0])) return Value::unknown(type);
  std::span<const Value> elements = args[0].elements();
  if (elements.empty()) return Value::null(type);
  if (elements.size() == 1) return elements[0];
  return refuse(0, std::string(kOneElement));
}

Outcome alltrue(std::span<const Value> args, Type, Context&) {
  for (const Value& element : args[0].elements()) {
    if (!element.is_known()) return Value::unknown(Type::boolean());
    if (element.is_null() || !element.as_bool()) return Value::boolean(false);
  }
  return Value::boolean(true);
}

Outcome anytrue(std::span<const Value> args, Type, Context&) {
  bool may_be_true = false;
  for (const Value& element : args[0].elements()) {
    if (!element.is_known()) {
      may_be_true = true;
    } else if (!element.is_null() && element.as_bool()) {
      return Value::boolean(true);
    }
  }
  return may_be_true ? Value::unknown(Type::boolean()) : Value::boolean(false);
}

tl::expected<Type, FunctionError> no_list(std::span<const Value>) {
  return refuse(
      "the \"list\" function was deprecated in Terraform v0.12 and is no longer available; use tolist([ ... ]) syntax to write a "
      "literal list");
}

tl::expected<Type, FunctionError> no_map(std::span<const Value>) {
  return refuse(
      "the \"map\" function was deprecated in Terraform v0.12 and is no longer available; use tomap({ ... }) syntax to write a "
      "literal map");
}

/// What `result_type` has refused already.
Outcome unavailable(std::span<const Value>, Type, Context&) { return refuse("no longer available"); }

constexpr Parameter kValue[] = {{.name = "value", .allow_unknown = true, .allow_dynamic = true, .allow_marked = true}};
constexpr Parameter kListAndIndex[] = {{.name = "list", .allow_marked = true}, {.name = "index", .shape = Shape::Number}};
constexpr Parameter kListAndValue[] = {{.name = "list"}, {.name = "value"}};
constexpr Parameter kList[] = {{.name = "list"}};
constexpr Parameter kBools[] = {{.name = "list", .shape = Shape::ListOfBool}};
constexpr Parameter kAnything = {.name = "vals", .allow_null = true, .allow_unknown = true, .allow_dynamic = true};

constexpr Example kAlltrueExamples[] = {
    {R"(alltrue(["true", true]))", "true"}, {"alltrue([true, null])", "false"}, {"alltrue([])", "true"}};
constexpr Example kAnytrueExamples[] = {{R"(anytrue([false, "true"]))", "true"}, {"anytrue([])", "false"}};
constexpr Example kCoalesceExamples[] = {
    {R"(coalesce("", null, "b"))", R"("b")"}, {"coalesce(1, \"x\")", "\"1\""}, {R"(coalesce("", null))", ""}};
constexpr Example kCoalescelistExamples[] = {{R"(coalescelist([], ["c"]))", "[\n  \"c\",\n]"}, {"coalescelist([], [])", ""}};
constexpr Example kContainsExamples[] = {{R"(contains(["a", "b"], "a"))", "true"}, {R"(contains([1], "1"))", "false"}};
constexpr Example kElementExamples[] = {
    {R"(element(["a", "b", "c"], 4))", R"("b")"}, {R"(element(tolist(["a", "b"]), -1))", R"("b")"}, {"element([], 0)", ""}};
constexpr Example kIndexExamples[] = {{R"(index(["a", "b"], "b"))", "1"}, {R"(index(["a"], "b"))", ""}};
constexpr Example kLengthExamples[] = {{R"(length(["a", "b"]))", "2"}, {R"(length({a = 1}))", "1"}, {R"(length("né"))", "2"}};
constexpr Example kOneExamples[] = {{R"(one(["a"]))", R"("a")"}, {"one([])", "null"}, {"one([1, 2])", ""}};
constexpr Example kListExamples[] = {{"list(1)", ""}};
constexpr Example kMapExamples[] = {{R"(map("a", 1))", ""}};

constexpr Function kFunctions[] = {
    {
        .name = "alltrue",
        .summary = "Whether all elements of a list are true; of an empty one they are.",
        .parameters = kBools,
        .result = Shape::Bool,
        .call = alltrue,
        .examples = kAlltrueExamples,
    },
    {
        .name = "anytrue",
        .summary = "Whether any element of a list is true; of an empty one none is.",
        .parameters = kBools,
        .result = Shape::Bool,
        .call = anytrue,
        .examples = kAnytrueExamples,
    },
    {
        .name = "coalesce",
        .summary = "The first argument that is neither null nor an empty string.",
        .rest = &kAnything,
        .result_type = coalesce_type,
        .call = coalesce,
        .examples = kCoalesceExamples,
    },
    {
        .name = "coalescelist",
        .summary = "The first of the given lists that is neither null nor empty.",
        .rest = &kAnything,
        .result_type = coalescelist_type,
        .call = coalescelist,
        .examples = kCoalescelistExamples,
    },
    {
        .name = "contains",
        .summary = "Whether a list, set or tuple holds a value, of the same type.",
        .parameters = kListAndValue,
        .result = Shape::Bool,
        .call = contains,
        .examples = kContainsExamples,
    },
    {
        .name = "element",
        .summary = "The element at a place of a list or tuple, counted again from its beginning when it is too short.",
        .parameters = kListAndIndex,
        .result_type = element_type,
        .call = element,
        .result_not_null = false,
        .examples = kElementExamples,
    },
    {
        .name = "index",
        .summary = "The place of a value in a list or tuple.",
        .parameters = kListAndValue,
        .result = Shape::Number,
        .call = index,
        .examples = kIndexExamples,
    },
    {
        .name = "length",
        .summary = "The number of elements of a collection, or of characters of a string.",
        .parameters = kValue,
        .result_type = length_type,
        .call = length,
        .examples = kLengthExamples,
    },
    {
        .name = "list",
        .summary = "No longer part of the language: `tolist([...])` makes a list.",
        .rest = &kAnything,
        .result_type = no_list,
        .call = unavailable,
        .examples = kListExamples,
    },
    {
        .name = "map",
        .summary = "No longer part of the language: `tomap({...})` makes a map.",
        .rest = &kAnything,
        .result_type = no_map,
        .call = unavailable,
        .examples = kMapExamples,
    },
    {
        .name = "one",
        .summary = "The only element of a list, set or tuple, or null when it is empty.",
        .parameters = kList,
        .result_type = one_type,
        .call = one,
        .result_not_null = false,
        .examples = kOneExamples,
    },
};

}  // namespace

extern const FunctionTable table_collection;
const FunctionTable table_collection = {kFunctions};

}  // namespace wafpp::functions
