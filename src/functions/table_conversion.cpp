#include <fmt/format.h>

#include "functions/arguments.h"
#include "value/convert.h"
#include "value/quote.h"

/// Types and marks: explicit conversion, `sensitive` and its kin, `type`, `try` and `can`.
namespace wafpp::functions {

namespace {

/// Go's `FriendlyNameForConstraint`: `list of any single type`.
std::string wanted_name(Type type) {
  if (type.is_primitive()) return type.friendly_name();
  std::string_view kind = type.kind() == TypeKind::List ? "list" : type.kind() == TypeKind::Set ? "set" : "map";
  return fmt::format("{} of any single type", kind);
}

template <Shape kWanted>
tl::expected<Type, FunctionError> to_type_of(std::span<const Value> args) {
  Type given = args[0].type();
  Type wanted = to_type(kWanted);
  if (given == wanted || value::may_convert(given, wanted)) return wanted;
  return refuse(0, fmt::format("cannot convert {} to {}", given.friendly_name(), wanted_name(wanted)));
}

template <Shape kWanted>
Outcome to(std::span<const Value> args, Type type, Context&) {
  const Value& value = args[0];
  // What was known of the unknown value is forgotten, as in Terraform.
  if (!value.is_known()) return Value::unknown(type).with_marks(value.marks());
  auto converted = value::convert(value, type);
  if (converted) return *converted;
  std::string given = value.type().friendly_name();
  // The message would tell what the value is.
  if ((value.deep_marks() & value::kSensitive) != 0) {
    return refuse(0, fmt::format("cannot convert this sensitive {} to {}", given, wanted_name(type)));
  }
  if (value.kind() == TypeKind::String && value.has_content()) {
    std::string text = value::quote(value.as_string());
    if (kWanted == Shape::Bool) {
      return refuse(0, fmt::format("cannot convert {} to bool; only the strings \"true\" or \"false\" are allowed", text));
    }
    if (kWanted == Shape::Number) {
      return refuse(0, fmt::format("cannot convert {} to number; given string must be a decimal representation of a number", text));
    }
  }
  return refuse(0, fmt::format("cannot convert {} to {}", given, wanted_name(type)));
}

tl::expected<Type, FunctionError> same_type(std::span<const Value> args) {
  // The type of a known value is its own; to spell it out for a large one costs time for nothing.
  return args[0].is_known() ? Type::dynamic() : args[0].type();
}

Outcome sensitive(std::span<const Value> args, Type, Context&) { return args[0].add_marks(value::kSensitive); }

Outcome nonsensitive(std::span<const Value> args, Type, Context&) {
  return args[0].with_marks(static_cast<uint8_t>(args[0].marks() & ~value::kSensitive));
}

Outcome issensitive(std::span<const Value> args, Type, Context&) {
  if (args[0].is_sensitive()) return Value::boolean(true);
  // It may yet turn out to be.
  return args[0].is_known() ? Value::boolean(false) : Value::unknown(Type::boolean());
}

/// The value with null for everything ephemeral in it. Depth: that of a value, which is limited.
Value without_ephemeral(const Value& value) {
  if ((value.deep_marks() & value::kEphemeral) == 0) return value;
  auto marks = static_cast<uint8_t>(value.marks() & ~value::kEphemeral);
  if ((value.marks() & value::kEphemeral) != 0) {
    // An unknown value stays unknown: its type may turn out narrower than the one it has now. What was known of it goes.
    Value gone = value.is_known() ? Value::null(value.type()) : Value::unknown(value.type());
    return gone.with_marks(marks).with_origin(value.origin());
  }
  Value result = value;
  if (value.kind() == TypeKind::Map || value.kind() == TypeKind::Object) {
    std::vector<Member> members;
    for (const Member& member : value.members()) members.push_back({member.key, without_ephemeral(member.value)});
    result = value.kind() == TypeKind::Map ? Value::map(value.element_type(), std::move(members)) : Value::object(std::move(members));
  } else {
    // The elements of a set have no marks of their own.
    std::vector<Value> elements;
    for (const Value& element : value.elements()) elements.push_back(without_ephemeral(element));
    result = value.kind() == TypeKind::List ? Value::list(value.element_type(), std::move(elements)) : Value::tuple(std::move(elements));
  }
  return result.with_marks(marks).with_origin(value.origin());
}

Outcome ephemeralasnull(std::span<const Value> args, Type, Context&) { return without_ephemeral(args[0]); }

void append_type(std::string& to, Type type, size_t depth);

void append_indent(std::string& to, size_t depth) { to.append(4 * depth, ' '); }

void append_object_type(std::string& to, Type type, size_t depth) {
  if (type.fields().empty()) {
    to += "object({})";
    return;
  }
  to += "object({\n";
  for (const value::TypeField& field : type.fields()) {
    append_indent(to, depth + 1);
    to += field.name;
    to += ": ";
    append_type(to, field.type, depth + 1);
    to += ",\n";
  }
  append_indent(to, depth);
  to += "})";
}

void append_tuple_type(std::string& to, Type type, size_t depth) {
  if (type.elements().empty()) {
    to += "tuple([])";
    return;
  }
  to += "tuple([\n";
  for (Type element : type.elements()) {
    append_indent(to, depth + 1);
    append_type(to, element, depth + 1);
    to += ",\n";
  }
  append_indent(to, depth);
  to += "])";
}

void append_collection_type(std::string& to, Type type, size_t depth) {
  to += type.kind() == TypeKind::List ? "list(" : type.kind() == TypeKind::Set ? "set(" : "map(";
  // What goes over several lines begins on one of its own.
  bool is_long = type.element().is_structural();
  if (is_long) {
    to += "\n";
    append_indent(to, depth + 1);
  }
  append_type(to, type.element(), is_long ? depth + 1 : depth);
  if (is_long) {
    to += ",\n";
    append_indent(to, depth);
  }
  to += ")";
}

/// As `terraform console` shows the result of `type`. Depth: that of a type, which is limited.
void append_type(std::string& to, Type type, size_t depth) {
  if (type.kind() == TypeKind::Object) {
    append_object_type(to, type, depth);
  } else if (type.kind() == TypeKind::Tuple) {
    append_tuple_type(to, type, depth);
  } else if (type.is_collection()) {
    append_collection_type(to, type, depth);
  } else {
    to += type.friendly_name();
  }
}

Outcome type(std::span<const Value> args, Type, Context& context) {
  std::string text;
  append_type(text, args[0].type(), 0);
  if (auto within = within_string_limit(text.size(), context); !within) return tl::unexpected(within.error());
  return Value::string(text);
}

constexpr Parameter kAnyV[] = {{.name = "v", .allow_null = true, .allow_unknown = true, .allow_dynamic = true, .allow_marked = true}};
constexpr Parameter kAnyValue[] = {
    {.name = "value", .allow_null = true, .allow_unknown = true, .allow_dynamic = true, .allow_marked = true}};
constexpr Parameter kUnmarkedValue[] = {{.name = "value", .allow_null = true, .allow_unknown = true, .allow_dynamic = true}};
constexpr Parameter kExpression[] = {{.name = "expression"}};
constexpr Parameter kExpressions = {.name = "expressions"};

constexpr Example kTostringExamples[] = {{"tostring(1.50)", R"("1.5")"}, {"tostring(null)", "tostring(null)"}, {"tostring([])", ""}};
constexpr Example kTonumberExamples[] = {{R"(tonumber("1e3"))", "1000"}, {R"(tonumber("no"))", ""}};
constexpr Example kToboolExamples[] = {{R"(tobool("true"))", "true"}, {R"(tobool("yes"))", ""}};
constexpr Example kTolistExamples[] = {{R"(tolist(["a", 1]))", "tolist([\n  \"a\",\n  \"1\",\n])"}};
constexpr Example kTosetExamples[] = {{R"(toset(["c", "a", "c"]))", "toset([\n  \"a\",\n  \"c\",\n])"}};
constexpr Example kTomapExamples[] = {{R"(tomap({a = 1, b = "x"}))", "tomap({\n  \"a\" = \"1\"\n  \"b\" = \"x\"\n})"}};
constexpr Example kSensitiveExamples[] = {{"sensitive(1)", "(sensitive value)"}};
constexpr Example kNonsensitiveExamples[] = {{"nonsensitive(sensitive(1))", "1"}};
constexpr Example kIssensitiveExamples[] = {{"issensitive(sensitive(1))", "true"}, {"issensitive([sensitive(1)])", "false"}};
constexpr Example kEphemeralasnullExamples[] = {{R"(ephemeralasnull("a"))", R"("a")"}};
constexpr Example kTypeExamples[] = {{"type(tolist([1]))", "list(number)"}};
constexpr Example kTryExamples[] = {{R"(try(1 + "x", "second"))", R"("second")"}, {"try()", ""}};
constexpr Example kCanExamples[] = {{R"(can(1 + "x"))", "false"}, {"can(1 + 1)", "true"}};

constexpr Function kFunctions[] = {
    {
        .name = "can",
        .summary = "Whether an expression can be evaluated without an error.",
        .parameters = kExpression,
        .result = Shape::Bool,
        .special = Special::Lazy,
        .examples = kCanExamples,
    },
    {
        .name = "ephemeralasnull",
        .summary = "The value with null in place of everything ephemeral in it.",
        .parameters = kAnyValue,
        .result_type = same_type,
        .call = ephemeralasnull,
        .result_not_null = false,
        .examples = kEphemeralasnullExamples,
    },
    {
        .name = "issensitive",
        .summary = "Whether a value is marked as sensitive.",
        .parameters = kAnyValue,
        .result = Shape::Bool,
        .call = issensitive,
        .result_not_null = false,
        .examples = kIssensitiveExamples,
    },
    {
        .name = "nonsensitive",
        .summary = "The value without its mark as sensitive.",
        .parameters = kAnyValue,
        .result_type = same_type,
        .call = nonsensitive,
        .result_not_null = false,
        .examples = kNonsensitiveExamples,
    },
    {
        .name = "sensitive",
        .summary = "The value, marked as sensitive.",
        .parameters = kAnyValue,
        .result_type = same_type,
        .call = sensitive,
        .result_not_null = false,
        .examples = kSensitiveExamples,
    },
    {
        .name = "tobool",
        .summary = "The value as a bool.",
        .parameters = kAnyV,
        .result_type = to_type_of<Shape::Bool>,
        .call = to<Shape::Bool>,
        .result_not_null = false,
        .examples = kToboolExamples,
    },
    {
        .name = "tolist",
        .summary = "The elements as a list, with one type for all.",
        .parameters = kAnyV,
        .result_type = to_type_of<Shape::ListOfAny>,
        .call = to<Shape::ListOfAny>,
        .result_not_null = false,
        .examples = kTolistExamples,
    },
    {
        .name = "tomap",
        .summary = "The members as a map, with one type for all.",
        .parameters = kAnyV,
        .result_type = to_type_of<Shape::MapOfAny>,
        .call = to<Shape::MapOfAny>,
        .result_not_null = false,
        .examples = kTomapExamples,
    },
    {
        .name = "tonumber",
        .summary = "The value as a number.",
        .parameters = kAnyV,
        .result_type = to_type_of<Shape::Number>,
        .call = to<Shape::Number>,
        .result_not_null = false,
        .examples = kTonumberExamples,
    },
    {
        .name = "toset",
        .summary = "The elements as a set: without order and doubles, with one type for all.",
        .parameters = kAnyV,
        .result_type = to_type_of<Shape::SetOfAny>,
        .call = to<Shape::SetOfAny>,
        .result_not_null = false,
        .examples = kTosetExamples,
    },
    {
        .name = "tostring",
        .summary = "The value as a string.",
        .parameters = kAnyV,
        .result_type = to_type_of<Shape::String>,
        .call = to<Shape::String>,
        .result_not_null = false,
        .examples = kTostringExamples,
    },
    {
        .name = "try",
        .summary = "The value of the first of the given expressions that can be evaluated without an error.",
        .rest = &kExpressions,
        .special = Special::Lazy,
        .examples = kTryExamples,
    },
    {
        .name = "type",
        .summary = "The type of a value, as text; in a console only, and only by itself.",
        .parameters = kUnmarkedValue,
        .result = Shape::String,
        .call = type,
        .special = Special::ConsoleOnly,
        .examples = kTypeExamples,
    },
};

}  // namespace

extern const FunctionTable table_conversion;
const FunctionTable table_conversion = {kFunctions};

}  // namespace wafpp::functions
