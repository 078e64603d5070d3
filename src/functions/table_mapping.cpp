#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "functions/arguments.h"
#include "value/convert.h"
#include "value/operations.h"
#include "value/quote.h"

/// Maps and objects: their keys and values, looking up, merging, making them from lists.
///
/// As for sequences, a `result_type` says `Dynamic` for an object or tuple whose parts are all known.
namespace wafpp::functions {

namespace {

bool is_mapping(TypeKind kind) { return kind == TypeKind::Map || kind == TypeKind::Object; }

tl::expected<Type, FunctionError> keys_type(std::span<const Value> args) {
  if (args[0].kind() == TypeKind::Map) return Type::list(Type::string());
  if (args[0].kind() == TypeKind::Object) return Type::dynamic();
  return refuse(0, "must have map or object type");
}

Outcome keys(std::span<const Value> args, Type type, Context&) {
  const Value& mapping = args[0];
  std::vector<Value> names;
  if (mapping.is_known()) {
    for (const Member& member : mapping.members()) names.push_back(member.key);
  } else if (mapping.kind() == TypeKind::Map) {
    return Value::unknown(type).with_marks(mapping.marks());
  } else {
    // The attributes of an object are in its type.
    for (const value::TypeField& field : mapping.type().fields()) names.push_back(Value::string_nfc(field.name));
  }
  Value result = mapping.kind() == TypeKind::Map ? Value::list(Type::string(), std::move(names)) : Value::tuple(std::move(names));
  return result.with_marks(mapping.marks());
}

tl::expected<Type, FunctionError> values_type(std::span<const Value> args) {
  if (args[0].kind() == TypeKind::Map) return Type::list(args[0].element_type());
  if (args[0].kind() != TypeKind::Object) return refuse("values() requires a map as the first argument");
  if (args[0].is_known()) return Type::dynamic();
  std::vector<Type> types;
  for (const value::TypeField& field : args[0].type().fields()) types.push_back(field.type);
  return Type::tuple(types);
}

Outcome values(std::span<const Value> args, Type type, Context&) {
  std::vector<Value> found;
  for (const Member& member : args[0].members()) found.push_back(member.value);
  Value result = type.kind() == TypeKind::List ? Value::list(type.element(), std::move(found)) : Value::tuple(std::move(found));
  return result.with_marks(args[0].marks());
}

tl::expected<Type, FunctionError> lookup_in_object_type(std::span<const Value> args) {
  const Value& object = args[0];
  if (!args[1].is_known()) return Type::dynamic();
  std::string_view key = args[1].as_string();
  if (object.is_known()) {
    if (object.find(key) != nullptr || args.size() == 3) return Type::dynamic();
  } else if (const value::TypeField* field = object.type().field(key)) {
    return field->type;
  } else if (args.size() == 3) {
    return args[2].type();
  }
  return refuse(0, fmt::format("the given object has no attribute {}", value::quote(key)));
}

tl::expected<Type, FunctionError> lookup_type(std::span<const Value> args) {
  if (args.size() > 3) return refuse(fmt::format("lookup() takes two or three arguments, got {}", args.size()));
  if (args[0].kind() == TypeKind::Object) return lookup_in_object_type(args);
  if (args[0].kind() != TypeKind::Map) return refuse(0, "lookup() requires a map as the first argument");
  Type element = args[0].element_type();
  if (args.size() == 3 && !value::convert(args[2], element)) {
    return refuse(2, "the default value must have the same type as the map elements");
  }
  return element;
}

Outcome lookup(std::span<const Value> args, Type type, Context&) {
  uint8_t marks = args[0].marks() | args[1].marks();
  if (!args[0].is_known() || !args[1].is_known()) return Value::unknown(type).with_marks(marks);
  std::string_view key = args[1].as_string();
  if (const Value* found = args[0].find(key)) return found->add_marks(marks);
  if (args.size() == 3) {
    auto converted = value::convert(args[2], type);
    if (!converted) return refuse(2, converted.error().text());
    return converted->add_marks(marks);
  }
  return refuse(fmt::format("lookup failed to find key {}", args[1].is_sensitive() ? "(sensitive value)" : value::quote(key)));
}

tl::expected<Type, FunctionError> merge_type(std::span<const Value> args) {
  if (args.empty()) return Type::dynamic();
  bool is_known = true;
  bool has_null = false;
  for (const Value& argument : args) {
    if (argument.kind() == TypeKind::Dynamic) return Type::dynamic();
    if (!is_mapping(argument.kind())) {
      return refuse(fmt::format("arguments must be maps or objects, got {}", value::quote(argument.type().friendly_name())));
    }
    is_known = is_known && argument.is_known();
    has_null = has_null || argument.is_null();
  }
  bool is_same = std::all_of(args.begin(), args.end(), [&](const Value& argument) { return argument.kind() == args[0].kind(); });
  if (is_same && (args[0].kind() == TypeKind::Map || !is_known || has_null)) {
    Type first = args[0].type();
    if (std::all_of(args.begin(), args.end(), [&](const Value& argument) { return argument.type() == first; })) return first;
  }
  if (is_known) return Type::dynamic();
  // Maps and objects with an unknown one among them: an object if all keys can be told.
  std::map<std::string, Type, std::less<>> fields;
  for (const Value& argument : args) {
    if (argument.is_null()) continue;
    if (argument.kind() == TypeKind::Object) {
      for (const value::TypeField& field : argument.type().fields()) fields.insert_or_assign(field.name, field.type);
    } else if (!argument.is_known()) {
      return Type::dynamic();
    } else {
      for (const Member& member : argument.members()) fields.insert_or_assign(std::string(member.name()), argument.element_type());
    }
  }
  std::vector<value::TypeField> all;
  for (const auto& [name, type] : fields) all.push_back({.name = name, .type = type});
  return Type::object(std::move(all));
}

/// After a null of no type go-cty does not look at the types of what follows: what is empty gives nothing, and a set of strings
/// has its elements as keys.
tl::expected<void, FunctionError> add_elements(std::vector<Member>& members, const Value& argument) {
  bool has_keys = argument.kind() == TypeKind::Set && argument.element_type().kind() == TypeKind::String && argument.is_wholly_known();
  if (!is_sequence(argument.kind()) || (!has_keys && argument.length() > 0)) return refuse("arguments must be maps or objects");
  for (const Value& element : argument.elements()) {
    if (element.is_null()) return refuse("arguments must be maps or objects");
    members.push_back({.key = element.with_origin({}), .value = element});
  }
  return {};
}

Outcome merge(std::span<const Value> args, Type type, Context& context) {
  std::vector<Member> members;
  uint8_t marks = value::kNoMark;
  for (const Value& argument : args) {
    if (argument.is_null()) continue;  // With its marks, as in go-cty.
    marks |= argument.marks();
    if (!is_mapping(argument.kind())) {
      if (auto added = add_elements(members, argument); !added) return tl::unexpected(added.error());
      continue;
    }
    if (auto within = within_element_limit(members.size() + argument.length(), context); !within) return tl::unexpected(within.error());
    members.insert(members.end(), argument.members().begin(), argument.members().end());
  }
  // Of two members with one key the later one holds.
  Value result = type.kind() == TypeKind::Map ? Value::map(type.element(), std::move(members)) : Value::object(std::move(members));
  // Nulls of one object type promise its attributes, and give none.
  if (type.kind() == TypeKind::Object && result.type() != type) return refuse("the attributes of a null object are missing");
  return result.with_marks(marks);
}

/// What is wrong with the keys of `zipmap`, if anything.
tl::expected<void, FunctionError> check_zipmap(const Value& keys, size_t values) {
  if (keys.length() != values) {
    return refuse(fmt::format("number of keys ({}) does not match number of values ({})", keys.length(), values));
  }
  for (size_t i = 0; i < keys.length(); ++i) {
    if (keys.elements()[i].is_null()) return refuse(fmt::format("keys list has null value at index {}", i));
  }
  return {};
}

tl::expected<Type, FunctionError> zipmap_type(std::span<const Value> args) {
  const Value& names = args[0];
  const Value& contents = args[1];
  if (contents.kind() == TypeKind::List) return Type::map(contents.element_type());
  if (contents.kind() != TypeKind::Tuple) return refuse("values argument must be a list or tuple value");
  if (!names.is_wholly_known() || names.is_null() || contents.is_known()) return Type::dynamic();
  Type tuple = contents.type();
  if (auto right = check_zipmap(names, tuple.elements().size()); !right) return tl::unexpected(right.error());
  std::map<std::string, Type, std::less<>> fields;
  for (size_t i = 0; i < names.length(); ++i) {
    fields.insert_or_assign(std::string(names.elements()[i].as_string()), tuple.elements()[i]);
  }
  std::vector<value::TypeField> all;
  for (const auto& [name, type] : fields) all.push_back({.name = name, .type = type});
  return Type::object(std::move(all));
}

Outcome zipmap(std::span<const Value> args, Type type, Context&) {
  const Value& names = args[0];
  const Value& contents = args[1];
  uint8_t marks = names.marks() | contents.marks();
  if (!names.is_wholly_known()) return Value::unknown(type).with_marks(marks);
  if (auto right = check_zipmap(names, contents.length()); !right) return tl::unexpected(right.error());
  std::vector<Member> members;
  for (size_t i = 0; i < names.length(); ++i) {
    const Value& name = names.elements()[i];
    marks |= name.marks();  // A key cannot carry marks of its own.
    members.push_back({.key = name.unmark().with_origin({}), .value = contents.elements()[i]});
  }
  Value result = type.kind() == TypeKind::Map ? Value::map(type.element(), std::move(members)) : Value::object(std::move(members));
  return result.with_marks(marks);
}

Outcome transpose(std::span<const Value> args, Type type, Context& context) {
  if (!args[0].is_wholly_known()) return Value::unknown(type);
  std::map<std::string_view, std::vector<Value>> swapped;
  uint64_t count = 0;
  for (const Member& member : args[0].members()) {
    if (member.value.is_null()) return refuse("input must not contain null list");
    for (const Value& element : member.value.elements()) {
      if (element.is_null()) return refuse("input list must not contain null string");
      // Members come in the order of their keys, so each list is in order too.
      swapped[element.as_string()].push_back(member.key);
      if (auto within = within_element_limit(++count, context); !within) return tl::unexpected(within.error());
    }
  }
  std::vector<Member> members;
  for (auto& [key, names] : swapped) {
    members.push_back({.key = Value::string_nfc(key), .value = Value::list(Type::string(), std::move(names))});
  }
  return Value::map(type.element(), std::move(members));
}

std::optional<Type> matchkeys_common(std::span<const Value> args) {
  Type types[] = {args[1].type(), args[2].type()};
  return value::unify(types, value::Safety::Unsafe);
}

tl::expected<Type, FunctionError> matchkeys_type(std::span<const Value> args) {
  if (!matchkeys_common(args)) return refuse("keys and searchset must be of the same type");
  return args[0].type();
}

/// Whether `wanted` is among elements of which some are unknown: nullopt when an unknown one comes first.
std::optional<bool> contains_by_turns(const Value& list, const Value& wanted) {
  for (const Value& candidate : list.elements()) {
    Value equal = value::equals(wanted, candidate);
    if (!equal.is_known()) return std::nullopt;
    if (equal.as_bool()) return true;
  }
  return false;
}

Outcome matchkeys(std::span<const Value> args, Type type, Context&) {
  const Value& contents = args[0];
  if (contents.length() != args[1].length()) return refuse("length of keys and values should be equal");
  std::optional<Type> common = matchkeys_common(args);
  auto names = value::convert(args[1], *common);
  if (!names) return refuse(1, names.error().text());
  auto wanted = value::convert(args[2], *common);
  if (!wanted) return refuse(2, wanted.error().text());
  if (wanted->length() == 0) return Value::list(type.element(), {});
  if (!contents.is_wholly_known() || !names->is_wholly_known()) return Value::unknown(type);
  std::vector<Value> kept;
  bool by_turns = !wanted->is_wholly_known();
  KnownElements known(by_turns ? Value::list(Type::dynamic(), {}) : *wanted);
  for (size_t i = 0; i < names->length(); ++i) {
    const Value& name = names->elements()[i];
    std::optional<bool> found = by_turns ? contains_by_turns(*wanted, name) : known.contains(name);
    // Terraform's own answer to an unknown element in the search set is an empty list.
    if (!found) return Value::list(type.element(), {});
    if (*found) kept.push_back(contents.elements()[i]);
  }
  return Value::list(type.element(), std::move(kept));
}

constexpr Parameter kUnknownMapping[] = {{.name = "inputMap", .allow_unknown = true, .allow_marked = true}};
constexpr Parameter kMapping[] = {{.name = "mapping", .allow_marked = true}};
constexpr Parameter kMapAndKey[] = {{.name = "inputMap", .allow_unknown = true, .allow_marked = true},
                                    {.name = "key", .shape = Shape::String, .allow_unknown = true, .allow_marked = true}};
constexpr Parameter kDefault = {.name = "default", .allow_null = true, .allow_unknown = true, .allow_dynamic = true, .allow_marked = true};
constexpr Parameter kMaps = {.name = "maps", .allow_null = true, .allow_dynamic = true, .allow_marked = true};
constexpr Parameter kKeysAndValues[] = {{.name = "keys", .shape = Shape::ListOfString, .allow_marked = true},
                                        {.name = "values", .allow_marked = true}};
constexpr Parameter kMapOfLists[] = {{.name = "values", .shape = Shape::MapOfListOfString}};
constexpr Parameter kValuesKeysSearchset[] = {{.name = "values", .shape = Shape::ListOfAny},
                                              {.name = "keys", .shape = Shape::ListOfAny},
                                              {.name = "searchset", .shape = Shape::ListOfAny}};

constexpr Example kKeysExamples[] = {{"keys({b = 1, a = 2})", "[\n  \"a\",\n  \"b\",\n]"}};
constexpr Example kValuesExamples[] = {{"values({b = 1, a = 2})", "[\n  2,\n  1,\n]"}};
constexpr Example kLookupExamples[] = {
    {R"(lookup({a = "x"}, "a", "none"))", R"("x")"}, {R"(lookup({a = "x"}, "b", "none"))", R"("none")"}, {R"(lookup({}, "a"))", ""}};
constexpr Example kMergeExamples[] = {{R"(merge({a = 1, b = 2}, {b = "c"}))", "{\n  \"a\" = 1\n  \"b\" = \"c\"\n}"}};
constexpr Example kZipmapExamples[] = {{R"(zipmap(["a", "b"], [1, "x"]))", "{\n  \"a\" = 1\n  \"b\" = \"x\"\n}"},
                                       {R"(zipmap(["a"], []))", ""}};
constexpr Example kTransposeExamples[] = {
    {R"(transpose({a = ["1", "2"], b = ["2"]}))",
     "tomap({\n  \"1\" = tolist([\n    \"a\",\n  ])\n  \"2\" = tolist([\n    \"a\",\n    \"b\",\n  ])\n})"}};
constexpr Example kMatchkeysExamples[] = {
    {R"(matchkeys(["i-1", "i-2", "i-3"], ["west", "east", "east"], ["east"]))", "tolist([\n  \"i-2\",\n  \"i-3\",\n])"}};

constexpr Function kFunctions[] = {
    {
        .name = "keys",
        .summary = "The keys of a map or object, in order.",
        .parameters = kUnknownMapping,
        .result_type = keys_type,
        .call = keys,
        .examples = kKeysExamples,
    },
    {
        .name = "lookup",
        .summary = "What a map or object has under a key, or the default where it has nothing.",
        .parameters = kMapAndKey,
        .rest = &kDefault,
        .result_type = lookup_type,
        .call = lookup,
        .result_not_null = false,
        .examples = kLookupExamples,
    },
    {
        .name = "matchkeys",
        .summary = "The values whose keys, at the same places of a second list, are in a third one.",
        .parameters = kValuesKeysSearchset,
        .result_type = matchkeys_type,
        .call = matchkeys,
        .examples = kMatchkeysExamples,
    },
    {
        .name = "merge",
        .summary = "One map or object with the members of all given ones, later ones first.",
        .rest = &kMaps,
        .result_type = merge_type,
        .call = merge,
        .examples = kMergeExamples,
    },
    {
        .name = "transpose",
        .summary = "A map of lists of strings with keys and elements exchanged.",
        .parameters = kMapOfLists,
        .result = Shape::MapOfListOfString,
        .call = transpose,
        .examples = kTransposeExamples,
    },
    {
        .name = "values",
        .summary = "The values of a map or object, in the order of their keys.",
        .parameters = kMapping,
        .result_type = values_type,
        .call = values,
        .examples = kValuesExamples,
    },
    {
        .name = "zipmap",
        .summary = "A map or object from a list of keys and a list of values.",
        .parameters = kKeysAndValues,
        .result_type = zipmap_type,
        .call = zipmap,
        .examples = kZipmapExamples,
    },
};

}  // namespace

extern const FunctionTable table_mapping;
const FunctionTable table_mapping = {kFunctions};

}  // namespace wafpp::functions
