#include "functions/arguments.h"
#include "functions/yaml_decode.h"
#include "functions/yaml_encode.h"

/// YAML, as go-cty-yaml reads and writes it.
namespace wafpp::functions {

namespace {

Outcome yamldecode(std::span<const Value> args, Type, Context& context) { return decode_yaml(args[0].as_string(), context); }

Outcome yamlencode(std::span<const Value> args, Type, Context& context) {
  if (!args[0].is_wholly_known()) return Value::unknown(Type::string());
  WAFPP_TRY(std::string text, encode_yaml(args[0], context));
  if (auto within = within_string_limit(text.size(), context); !within) return tl::unexpected(within.error());
  return Value::string(text);
}

constexpr Parameter kText[] = {{.name = "src", .shape = Shape::String}};
constexpr Parameter kValue[] = {{.name = "value", .allow_null = true, .allow_unknown = true, .allow_dynamic = true}};

constexpr Example kYamldecodeExamples[] = {
    {R"(yamldecode("a: [1, yes]\nb: 2001-01-01"))", "{\n  \"a\" = [\n    1,\n    true,\n  ]\n  \"b\" = \"2001-01-01T00:00:00Z\"\n}"},
    {R"(yamldecode("[1, 2"))", ""}};
constexpr Example kYamlencodeExamples[] = {{R"(yamlencode({b = ["x", 1], a = null}))", "<<EOT\n\"a\": null\n\"b\":\n- \"x\"\n- 1\n\nEOT"}};

constexpr Function kFunctions[] = {
    {
        .name = "yamldecode",
        .summary = "The value that a text in YAML stands for.",
        .parameters = kText,
        .call = yamldecode,
        .result_not_null = false,
        .examples = kYamldecodeExamples,
    },
    {
        .name = "yamlencode",
        .summary = "A value as YAML.",
        .parameters = kValue,
        .result = Shape::String,
        .call = yamlencode,
        .examples = kYamlencodeExamples,
    },
};

}  // namespace

extern const FunctionTable table_yaml;
const FunctionTable table_yaml = {kFunctions};

}  // namespace wafpp::functions
