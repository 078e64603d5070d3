#include "functions/file_access.h"

/// Templates. The evaluator renders them (`Context::render`), and sees to what they may call.
namespace wafpp::functions {

namespace {

Outcome render(std::string_view name, std::string_view text, const Value& variables, Context& context) {
  if (context.render == nullptr) return over_limit("there is nothing to render templates with here");
  auto result = context.render(name, text, variables);
  if (!result) return refuse(std::move(result).error());
  return std::move(*result);
}

Outcome templatefile(std::span<const Value> args, Type, Context& context) {
  WAFPP_TRY(std::string text, read_text(args[0].as_string(), context));
  return render(args[0].as_string(), text, args[1], context);
}

Outcome templatestring(std::span<const Value> args, Type, Context& context) {
  if (args[0].kind() != TypeKind::String) return refuse(0, "invalid template value: a string is required");
  return render("<templatestring argument>", args[0].as_string(), args[1], context);
}

constexpr Parameter kPathAndVariables[] = {{.name = "path", .shape = Shape::String}, {.name = "vars"}};
constexpr Parameter kTemplateAndVariables[] = {{.name = "template"}, {.name = "vars"}};

constexpr Example kTemplatefileExamples[] = {{R"(templatefile("no/such/file.tftpl", {name = "x"}))", ""}};
constexpr Example kTemplatestringExamples[] = {{R"(templatestring("Hello, $${name}", {name = "x"}))", ""}};

constexpr Function kFunctions[] = {
    {
        .name = "templatefile",
        .summary = "A template in a file, rendered with the given variables.",
        .parameters = kPathAndVariables,
        .call = templatefile,
        .examples = kTemplatefileExamples,
    },
    {
        .name = "templatestring",
        .summary = "A template that another object's string holds, rendered with the given variables; no template written in place.",
        .parameters = kTemplateAndVariables,
        .call = templatestring,
        .examples = kTemplatestringExamples,
    },
};

}  // namespace

extern const FunctionTable table_template;
const FunctionTable table_template = {kFunctions};

}  // namespace wafpp::functions
