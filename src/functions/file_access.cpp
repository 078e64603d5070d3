#include "functions/file_access.h"

#include <fmt/format.h>

#include <cstdlib>

#include "base/unicode.h"
#include "functions/go_path.h"
#include "value/quote.h"

namespace wafpp::functions {

tl::expected<Files*, FunctionError> files_of(Context& context) {
  if (context.files == nullptr) return refuse("there are no files here");
  return context.files;
}

tl::expected<std::string, FunctionError> expand_home(std::string_view path, const Context& context) {
  if (!path.starts_with('~')) return std::string(path);
  if (path.size() > 1 && path[1] != '/' && path[1] != '\\') return refuse("cannot expand user-specific home dir");
  if (context.undetermined_is_unknown) return over_limit("`~` stands for the home folder of whoever runs Terraform");
  const char* home = std::getenv("HOME");
  if (home == nullptr || *home == '\0') return refuse("there is no home folder");
  return join_paths(home, path.substr(1));
}

tl::expected<std::string, FunctionError> read_file(std::string_view path, Context& context) {
  WAFPP_TRY(Files * files, files_of(context));
  auto expanded = expand_home(path, context);
  if (!expanded) {
    FunctionError error = std::move(expanded).error();
    if (!error.limit) error.message = "failed to expand ~: " + error.message;
    return tl::unexpected(std::move(error));
  }
  base::Result<std::string> bytes = files->read(*expanded);
  if (!bytes) {
    base::Result<bool> exists = files->exists(*expanded);
    if (exists && !*exists) return refuse(0, fmt::format("no file exists at {}", value::quote(path)));
    return refuse(0, bytes.error().message);
  }
  if (auto within = within_string_limit(bytes->size(), context); !within) return tl::unexpected(within.error());
  return std::move(*bytes);
}

tl::expected<std::string, FunctionError> read_text(std::string_view path, Context& context) {
  WAFPP_TRY(std::string bytes, read_file(path, context));
  if (base::is_valid_utf8(bytes)) return bytes;
  return refuse(
      fmt::format("contents of {} are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents or the "
                  "other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead",
                  value::quote(path)));
}

}  // namespace wafpp::functions
