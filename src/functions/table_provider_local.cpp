#include <fmt/format.h>

#include "functions/file_access.h"
#include "value/quote.h"

/// The functions of the provider hashicorp/local.
namespace wafpp::functions {

namespace {

Outcome direxists(std::span<const Value> args, Type, Context& context) {
  WAFPP_TRY(Files * files, files_of(context));
  // `~` is a name like any other here.
  std::string_view path = args[0].as_string();
  base::Result<bool> exists = files->exists(path);
  if (exists && *exists) {
    return refuse(0, fmt::format("Invalid file mode detected: {} was found, but is not a directory", value::quote(path)));
  }
  if (exists) return Value::boolean(false);
  // There is something that is no file. What can be listed is a folder, or at least nothing that could be read otherwise.
  if (files->list(path)) return Value::boolean(true);
  return refuse(0, fmt::format("Error checking for directory: {}", exists.error().message));
}

constexpr Parameter kPath[] = {{.name = "path", .shape = Shape::String, .allow_dynamic = true}};
constexpr Example kDirexistsExamples[] = {{R"(provider::local::direxists("no/such/folder"))", "false"}};

constexpr Function kFunctions[] = {
    {
        .name = "provider::local::direxists",
        .summary = "Whether there is a folder at a path; a file there is an error.",
        .parameters = kPath,
        .result = Shape::Bool,
        .call = direxists,
        .result_not_null = false,
        .examples = kDirexistsExamples,
    },
};

}  // namespace

extern const FunctionTable table_provider_local;
const FunctionTable table_provider_local = {kFunctions};

}  // namespace wafpp::functions
