#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "functions/arguments.h"
#include "value/convert.h"

/// Lists and tuples made from others: put together, cut, reordered, without doubles.
///
/// A `result_type` says `Dynamic` for a tuple whose parts are all known: the result says its type itself, and the type of a long
/// tuple is costly to make.
namespace wafpp::functions {

namespace {

/// The common type when all are lists that have one: then the result is a list, else a tuple.
std::optional<Type> common_list_type(std::span<const Value> args) {
  std::vector<Type> types;
  for (const Value& argument : args) {
    if (argument.kind() != TypeKind::List) return std::nullopt;
    types.push_back(argument.type());
  }
  return value::unify(types, value::Safety::Unsafe);
}

tl::expected<Type, FunctionError> concat_type(std::span<const Value> args) {
  if (args.empty()) return refuse("at least one argument is required");
  if (std::optional<Type> list = common_list_type(args)) return *list;
  bool is_counted = true;
  bool is_known = true;
  for (size_t i = 0; i < args.size(); ++i) {
    if (args[i].kind() != TypeKind::Tuple && args[i].kind() != TypeKind::List) {
      return refuse(static_cast<int>(i), fmt::format("all arguments must be lists or tuples; got {}", args[i].type().friendly_name()));
    }
    is_known = is_known && args[i].is_known();
    // How many elements an unknown list has is not known, so nothing after it matters to go-cty.
    is_counted = args[i].is_known() || args[i].kind() == TypeKind::Tuple;
    if (!is_counted) break;
  }
  if (!is_counted || is_known) return Type::dynamic();
  std::vector<Type> elements;
  for (const Value& argument : args) {
    if (argument.kind() == TypeKind::Tuple) {
      Type tuple = argument.type();
      elements.insert(elements.end(), tuple.elements().begin(), tuple.elements().end());
    } else {
      elements.insert(elements.end(), argument.length(), argument.type().element());
    }
  }
  return Type::tuple(elements);
}

Outcome concat(std::span<const Value> args, Type type, Context& context) {
  bool is_list = type.kind() == TypeKind::List;
  uint64_t total = 0;
  for (const Value& argument : args) total += argument.length();
  if (auto within = within_element_limit(total, context); !within) return tl::unexpected(within.error());
  std::vector<Value> all;
  all.reserve(total);
  uint8_t marks = value::kNoMark;
  for (size_t i = 0; i < args.size(); ++i) {
    marks |= args[i].marks();
    Value part = args[i];
    if (is_list) {
      auto converted = value::convert(args[i], type);
      if (!converted) return refuse(static_cast<int>(i), converted.error().text());
      part = *converted;
    }
    all.insert(all.end(), part.elements().begin(), part.elements().end());
  }
  Value result = is_list ? Value::list(type.element(), std::move(all)) : Value::tuple(std::move(all));
  return result.with_marks(marks);
}

/// What is inside of nested sequences, in order. Depth: that of a value, which is limited.
struct Flattening {
  std::vector<Value> elements;
  uint8_t marks = value::kNoMark;
  bool is_known = true;
};

void flatten_into(Flattening& result, const Value& sequence);

void flatten_element(Flattening& result, const Value& element) {
  // A value of unknown type may turn out to be a list. (One with marks is passed on by go-cty all the same.)
  if (!element.is_known() && element.kind() == TypeKind::Dynamic && element.marks() == value::kNoMark) result.is_known = false;
  if (element.is_null() || !is_sequence(element.kind())) {
    result.elements.push_back(element);
  } else if (!element.is_known()) {
    result.is_known = false;
    result.marks |= element.marks();
  } else {
    flatten_into(result, element);
  }
}

void flatten_into(Flattening& result, const Value& sequence) {
  result.marks |= sequence.marks();
  if (!has_known_length(sequence)) {
    result.is_known = false;
    return;
  }
  for (const Value& element : sequence.elements()) flatten_element(result, element);
}

tl::expected<Type, FunctionError> flatten_type(std::span<const Value> args) {
  if (args[0].is_wholly_known() && !is_sequence(args[0].kind())) return refuse("can only flatten lists, sets and tuples");
  return Type::dynamic();
}

Outcome flatten(std::span<const Value> args, Type, Context& context) {
  Flattening result;
  if (is_sequence(args[0].kind())) {
    flatten_into(result, args[0]);
  } else {
    // Only a map or object that is not wholly known comes this far, and go-cty takes its values.
    result.marks = args[0].marks();
    for (const Member& member : args[0].members()) flatten_element(result, member.value);
  }
  if (!result.is_known) return Value::unknown(Type::dynamic()).with_marks(result.marks);
  if (auto within = within_element_limit(result.elements.size(), context); !within) return tl::unexpected(within.error());
  return Value::tuple(std::move(result.elements)).with_marks(result.marks);
}

tl::expected<Type, FunctionError> same_type(std::span<const Value> args) { return args[0].type(); }

Outcome distinct(std::span<const Value> args, Type type, Context&) {
  const Value& list = args[0];
  if (!list.is_wholly_known()) return Value::unknown(type);
  std::vector<Value> kept;
  // By hash, since comparing all with all takes hours for the lists that estates have.
  std::unordered_multimap<uint64_t, size_t> places;
  for (const Value& element : list.elements()) {
    uint64_t hash = hash_value(element);
    auto [begin, end] = places.equal_range(hash);
    if (std::any_of(begin, end, [&](const auto& place) { return equal_known(kept[place.second], element); })) continue;
    places.emplace(hash, kept.size());
    kept.push_back(element);
  }
  return Value::list(type.element(), std::move(kept));
}

Outcome compact(std::span<const Value> args, Type type, Context&) {
  if (!args[0].is_wholly_known()) return Value::unknown(type);
  std::vector<Value> kept;
  for (const Value& element : args[0].elements()) {
    if (!element.is_null() && !element.as_string().empty()) kept.push_back(element);
  }
  return Value::list(Type::string(), std::move(kept));
}

tl::expected<Type, FunctionError> chunklist_type(std::span<const Value> args) { return Type::list(args[0].type()); }

Outcome chunklist(std::span<const Value> args, Type type, Context&) {
  const Value& list = args[0];
  uint8_t marks = list.marks() | args[1].marks();
  auto size = whole_number(args[1]);
  if (!size) return refuse(fmt::format("invalid size: {}", size.error()));
  if (*size < 0) return refuse("the size argument must be positive");
  std::span<const Value> elements = list.elements();
  // A size of 0 means one chunk with everything.
  size_t step = *size == 0 ? elements.size() : static_cast<size_t>(*size);
  std::vector<Value> chunks;
  for (size_t begin = 0; begin < elements.size(); begin += step) {
    step = std::min(step, elements.size() - begin);
    std::span<const Value> chunk = elements.subspan(begin, step);
    chunks.push_back(Value::list(list.type().element(), {chunk.begin(), chunk.end()}));
  }
  return Value::list(type.element(), std::move(chunks)).with_marks(marks);
}

tl::expected<Type, FunctionError> reverse_type(std::span<const Value> args) {
  const Value& list = args[0];
  // A set becomes a list in its own order first, as it does elsewhere.
  if (list.kind() == TypeKind::List || list.kind() == TypeKind::Set) return Type::list(list.type().element());
  if (list.kind() != TypeKind::Tuple) {
    return refuse(0, fmt::format("can only reverse list or tuple values, not {}", list.type().friendly_name()));
  }
  if (list.is_known()) return Type::dynamic();
  Type tuple = list.type();
  std::vector<Type> types(tuple.elements().rbegin(), tuple.elements().rend());
  return Type::tuple(types);
}

Outcome reverse(std::span<const Value> args, Type type, Context&) {
  std::span<const Value> elements = args[0].elements();
  std::vector<Value> reversed(elements.rbegin(), elements.rend());
  Value result = type.kind() == TypeKind::List ? Value::list(type.element(), std::move(reversed)) : Value::tuple(std::move(reversed));
  return result.with_marks(args[0].marks());
}

/// Where `slice` begins and ends, as far as known and right.
struct SliceBounds {
  std::optional<size_t> begin;
  std::optional<size_t> end;
};

tl::expected<std::optional<size_t>, FunctionError> slice_bound(const Value& bound, int argument, std::string_view name,
                                                               std::optional<uint64_t> length) {
  if (!bound.is_known()) return std::optional<size_t>();
  auto number = whole_number(bound);
  if (!number) return refuse(argument, fmt::format("invalid {} index: {}", name, number.error()));
  if (*number < 0) return refuse(argument, fmt::format("{} index must not be less than zero", name));
  if (length && static_cast<uint64_t>(*number) > *length) {
    return refuse(argument, fmt::format("{} index must not be greater than the length of the list", name));
  }
  return std::optional<size_t>(static_cast<size_t>(*number));
}

tl::expected<SliceBounds, FunctionError> slice_bounds(std::span<const Value> args) {
  std::optional<uint64_t> length;
  if (has_known_length(args[0])) length = length_range(args[0]).min;
  auto begin = slice_bound(args[1], 1, "start", length);
  if (!begin) return tl::unexpected(begin.error());
  auto end = slice_bound(args[2], 2, "end", length);
  if (!end) return tl::unexpected(end.error());
  if (*begin && *end && **begin > **end) return refuse(1, "start index must not be greater than end index");
  return SliceBounds{*begin, *end};
}

tl::expected<Type, FunctionError> slice_type(std::span<const Value> args) {
  const Value& list = args[0];
  if (list.kind() == TypeKind::Set) {
    return refuse(0,
                  "cannot slice a set, because its elements do not have indices; explicitly convert to a list if the ordering of the "
                  "result is not important");
  }
  if (list.kind() != TypeKind::List && list.kind() != TypeKind::Tuple) return refuse(0, "must be a list or tuple value");
  auto bounds = slice_bounds(args);
  if (!bounds) return tl::unexpected(bounds.error());
  if (list.kind() == TypeKind::List) return list.type();
  if (list.is_known() || !bounds->begin || !bounds->end) return Type::dynamic();
  return Type::tuple(list.type().elements().subspan(*bounds->begin, *bounds->end - *bounds->begin));
}

Outcome slice(std::span<const Value> args, Type type, Context&) {
  auto bounds = slice_bounds(args);
  if (!bounds) return tl::unexpected(bounds.error());
  std::span<const Value> part = args[0].elements().subspan(*bounds->begin, *bounds->end - *bounds->begin);
  std::vector<Value> kept(part.begin(), part.end());
  Value result = type.kind() == TypeKind::List ? Value::list(type.element(), std::move(kept)) : Value::tuple(std::move(kept));
  return result.with_marks(args[0].marks());
}

Outcome sort(std::span<const Value> args, Type type, Context&) {
  const Value& list = args[0];
  if (!list.is_wholly_known()) {
    // The order is not known, the length may be.
    LengthRange length = length_range(list);
    return Value::unknown(type, {.not_null = true, .min_length = length.min, .max_length = length.max});
  }
  std::vector<Value> sorted(list.elements().begin(), list.elements().end());
  for (size_t i = 0; i < sorted.size(); ++i) {
    if (sorted[i].is_null()) return refuse(fmt::format("given list element {} is null; a null string cannot be sorted", i));
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const Value& a, const Value& b) { return a.as_string() < b.as_string(); });
  return Value::list(Type::string(), std::move(sorted));
}

constexpr Parameter kSequences = {.name = "seqs", .allow_marked = true};
constexpr Parameter kMarkedList[] = {{.name = "list", .allow_marked = true}};
constexpr Parameter kList[] = {{.name = "list", .shape = Shape::ListOfAny}};
constexpr Parameter kStrings[] = {{.name = "list", .shape = Shape::ListOfString}};
constexpr Parameter kUnknownStrings[] = {{.name = "list", .shape = Shape::ListOfString, .allow_unknown = true}};
constexpr Parameter kListAndSize[] = {{.name = "list", .shape = Shape::ListOfAny, .allow_marked = true},
                                      {.name = "size", .shape = Shape::Number, .allow_marked = true}};
constexpr Parameter kListAndBounds[] = {
    {.name = "list", .allow_marked = true}, {.name = "start_index", .shape = Shape::Number}, {.name = "end_index", .shape = Shape::Number}};

constexpr Example kChunklistExamples[] = {
    {R"(chunklist(["a", "b", "c"], 2))", "tolist([\n  tolist([\n    \"a\",\n    \"b\",\n  ]),\n  tolist([\n    \"c\",\n  ]),\n])"}};
constexpr Example kCompactExamples[] = {{R"(compact(["a", "", null, "b"]))", "tolist([\n  \"a\",\n  \"b\",\n])"}};
constexpr Example kConcatExamples[] = {{R"(concat(["a", ""], ["b", 1]))", "[\n  \"a\",\n  \"\",\n  \"b\",\n  1,\n]"}};
constexpr Example kDistinctExamples[] = {{R"(distinct(["a", "b", "a"]))", "tolist([\n  \"a\",\n  \"b\",\n])"}};
constexpr Example kFlattenExamples[] = {{R"(flatten([["a", []], [["b"]]]))", "[\n  \"a\",\n  \"b\",\n]"}, {"flatten(\"a\")", ""}};
constexpr Example kReverseExamples[] = {{"reverse([1, 2])", "[\n  2,\n  1,\n]"}, {R"(reverse("abc"))", ""}};
constexpr Example kSliceExamples[] = {{R"(slice(["a", "b", "c"], 1, 3))", "[\n  \"b\",\n  \"c\",\n]"}, {"slice([1], 0, 2)", ""}};
constexpr Example kSortExamples[] = {{R"(sort(["e", "d", "B"]))", "tolist([\n  \"B\",\n  \"d\",\n  \"e\",\n])"}};

constexpr Function kFunctions[] = {
    {
        .name = "chunklist",
        .summary = "The elements of a list in lists of at most the given length.",
        .parameters = kListAndSize,
        .result_type = chunklist_type,
        .call = chunklist,
        .examples = kChunklistExamples,
    },
    {
        .name = "compact",
        .summary = "The strings of a list that are neither null nor empty.",
        .parameters = kStrings,
        .result = Shape::ListOfString,
        .call = compact,
        .examples = kCompactExamples,
    },
    {
        .name = "concat",
        .summary = "The elements of all given lists and tuples, one after the other.",
        .rest = &kSequences,
        .result_type = concat_type,
        .call = concat,
        .examples = kConcatExamples,
    },
    {
        .name = "distinct",
        .summary = "The elements of a list without those that are equal to an earlier one.",
        .parameters = kList,
        .result_type = same_type,
        .call = distinct,
        .examples = kDistinctExamples,
    },
    {
        .name = "flatten",
        .summary = "The elements of a sequence, and of the sequences inside of it to any depth, as one tuple.",
        .parameters = kMarkedList,
        .result_type = flatten_type,
        .call = flatten,
        .examples = kFlattenExamples,
    },
    {
        .name = "reverse",
        .summary = "The elements of a list or tuple in reverse order.",
        .parameters = kMarkedList,
        .result_type = reverse_type,
        .call = reverse,
        .examples = kReverseExamples,
    },
    {
        .name = "slice",
        .summary = "The elements of a list or tuple from a first place up to, but without, an end.",
        .parameters = kListAndBounds,
        .result_type = slice_type,
        .call = slice,
        .examples = kSliceExamples,
    },
    {
        .name = "sort",
        .summary = "The strings of a list in the order of their bytes.",
        .parameters = kUnknownStrings,
        .result = Shape::ListOfString,
        .call = sort,
        .examples = kSortExamples,
    },
};

}  // namespace

extern const FunctionTable table_sequence;
const FunctionTable table_sequence = {kFunctions};

}  // namespace wafpp::functions
