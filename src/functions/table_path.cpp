#include "functions/arguments.h"
#include "functions/file_access.h"
#include "functions/go_path.h"

/// Paths as text.
namespace wafpp::functions {

namespace {

using value::CauseKind;
using value::Origin;
using value::OriginStep;

Outcome abspath(std::span<const Value> args, Type, Context& context) {
  std::string_view path = args[0].as_string();
  if (path.starts_with('/')) return Value::string(clean_path(path));
  WAFPP_TRY(Files * files, files_of(context));
  return Value::string(join_paths(files->working_folder(), path));
}

Outcome basename(std::span<const Value> args, Type, Context&) { return Value::string(base_name(args[0].as_string())); }

Outcome dirname(std::span<const Value> args, Type, Context&) { return Value::string(directory_of(args[0].as_string())); }

Outcome pathexpand(std::span<const Value> args, Type, Context& context) {
  auto expanded = expand_home(args[0].as_string(), context);
  if (expanded) return Value::string(*expanded);
  if (!expanded.error().limit) return tl::unexpected(std::move(expanded).error());
  // It depends on who runs Terraform, as a timestamp depends on when: not a fault of anything in the configuration.
  return Value::unknown(Type::string())
      .with_origin(Origin::step({.kind = OriginStep::Kind::Cause, .cause = CauseKind::Function, .text = "pathexpand"}));
}

constexpr Parameter kPath[] = {{.name = "path", .shape = Shape::String}};

constexpr Example kAbspathExamples[] = {{R"(abspath("/a/./b//../c"))", R"("/a/c")"}};
constexpr Example kBasenameExamples[] = {{R"(basename("foo/bar/baz.txt"))", R"("baz.txt")"}, {R"(basename("foo/"))", R"("foo")"}};
constexpr Example kDirnameExamples[] = {{R"(dirname("foo/bar/baz.txt"))", R"("foo/bar")"}, {R"(dirname("foo"))", R"(".")"}};
constexpr Example kPathexpandExamples[] = {{R"(pathexpand("/etc/resolv.conf"))", R"("/etc/resolv.conf")"},
                                           {R"(pathexpand("~user/x"))", ""}};

constexpr Function kFunctions[] = {
    {
        .name = "abspath",
        .summary = "The absolute path for one that is relative to the working folder.",
        .parameters = kPath,
        .result = Shape::String,
        .call = abspath,
        .examples = kAbspathExamples,
    },
    {
        .name = "basename",
        .summary = "The last part of a path.",
        .parameters = kPath,
        .result = Shape::String,
        .call = basename,
        .examples = kBasenameExamples,
    },
    {
        .name = "dirname",
        .summary = "A path without its last part.",
        .parameters = kPath,
        .result = Shape::String,
        .call = dirname,
        .examples = kDirnameExamples,
    },
    {
        .name = "pathexpand",
        .summary = "The path with the home folder in the place of a leading `~`.",
        .parameters = kPath,
        .result = Shape::String,
        .call = pathexpand,
        .examples = kPathexpandExamples,
    },
};

}  // namespace

extern const FunctionTable table_path;
const FunctionTable table_path = {kFunctions};

}  // namespace wafpp::functions
