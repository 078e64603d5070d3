#include "functions/arguments.h"
#include "functions/constant.h"
#include "functions/expression_text.h"

/// The functions of the provider that is built into Terraform, `terraform.io/builtin/terraform`.
namespace wafpp::functions {

namespace {

Outcome encode_tfvars(std::span<const Value> args, Type, Context& context) {
  const Value& mapping = args[0];
  if (!mapping.is_wholly_known()) return Value::unknown_not_null(Type::string());
  if (mapping.kind() != TypeKind::Object && mapping.kind() != TypeKind::Map) {
    return refuse(1, "invalid value to encode: must be an object whose attribute names will become the encoded variable names");
  }
  WAFPP_TRY(std::string text, definitions_text(mapping, context));
  return Value::string(text);
}

Outcome decode_tfvars(std::span<const Value> args, Type, Context& context) { return decode_definitions(args[0].as_string(), context); }

/// With what the text of an expression begins whose value is of this kind, and not null.
std::string_view first_character(TypeKind kind) {
  switch (kind) {
    case TypeKind::Map:
    case TypeKind::Object:
      return "{";
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Tuple:
      return "[";
    case TypeKind::String:
      return "\"";
    case TypeKind::Dynamic:
    case TypeKind::Bool:
    case TypeKind::Number:
      break;
  }
  return "";
}

Outcome encode_expr(std::span<const Value> args, Type, Context& context) {
  const Value& value = args[0];
  if (!value.is_wholly_known()) {
    Refinement known = {.not_null = true};
    if (value.is_never_null()) known.prefix = first_character(value.kind());
    return Value::unknown(Type::string(), std::move(known));
  }
  WAFPP_TRY(std::string text, expression_text(value, context));
  return Value::string(text);
}

constexpr Parameter kValue[] = {{.name = "value", .allow_unknown = true, .allow_dynamic = true}};
constexpr Parameter kText[] = {{.name = "src", .shape = Shape::String}};

constexpr Example kEncodeTfvarsExamples[] = {
    {R"(provider::terraform::encode_tfvars({a = 1, long = "x"}))", "<<EOT\na    = 1\nlong = \"x\"\n\nEOT"},
    {R"(provider::terraform::encode_tfvars({"1" = 1}))", ""}};
constexpr Example kDecodeTfvarsExamples[] = {{R"(provider::terraform::decode_tfvars("a = [1]"))", "{\n  \"a\" = [\n    1,\n  ]\n}"},
                                             {R"(provider::terraform::decode_tfvars("a = b"))", ""}};
constexpr Example kEncodeExprExamples[] = {{"provider::terraform::encode_expr([1, null, true])", R"("[1, null, true]")"}};

constexpr Function kFunctions[] = {
    {
        .name = "provider::terraform::decode_tfvars",
        .summary = "The variables that a text in the form of a `.tfvars` file sets, as an object.",
        .parameters = kText,
        .call = decode_tfvars,
        .result_not_null = false,
        .examples = kDecodeTfvarsExamples,
    },
    {
        .name = "provider::terraform::encode_expr",
        .summary = "A value as an expression of the language.",
        .parameters = kValue,
        .result = Shape::String,
        .call = encode_expr,
        .result_not_null = false,
        .examples = kEncodeExprExamples,
    },
    {
        .name = "provider::terraform::encode_tfvars",
        .summary = "The attributes of an object in the form of a `.tfvars` file.",
        .parameters = kValue,
        .result = Shape::String,
        .call = encode_tfvars,
        .result_not_null = false,
        .examples = kEncodeTfvarsExamples,
    },
};

}  // namespace

extern const FunctionTable table_provider;
const FunctionTable table_provider = {kFunctions};

}  // namespace wafpp::functions
