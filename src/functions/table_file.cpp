#include <fmt/format.h>

#include "functions/base64.h"
#include "functions/digest.h"
#include "functions/file_access.h"
#include "functions/glob.h"
#include "functions/go_path.h"
#include "value/quote.h"

/// Files: what is in them, their digests, which there are.
namespace wafpp::functions {

namespace {

Outcome file(std::span<const Value> args, Type, Context& context) {
  WAFPP_TRY(std::string text, read_text(args[0].as_string(), context));
  return Value::string(text);
}

Outcome filebase64(std::span<const Value> args, Type, Context& context) {
  WAFPP_TRY(std::string bytes, read_file(args[0].as_string(), context));
  if (auto within = within_string_limit(base64_size(bytes.size()), context); !within) return tl::unexpected(within.error());
  return Value::string_nfc(to_base64(bytes));
}

template <Digest algorithm, std::string (*to_text)(std::string_view)>
Outcome digest_of_file(std::span<const Value> args, Type, Context& context) {
  WAFPP_TRY(std::string bytes, read_file(args[0].as_string(), context));
  return Value::string_nfc(to_text(digest(algorithm, bytes)));
}

Outcome fileexists(std::span<const Value> args, Type, Context& context) {
  WAFPP_TRY(Files * files, files_of(context));
  auto path = expand_home(args[0].as_string(), context);
  if (!path) return tl::unexpected(std::move(path).error());
  base::Result<bool> exists = files->exists(*path);
  if (!exists) return refuse(exists.error().message);
  return Value::boolean(*exists);
}

Outcome fileset(std::span<const Value> args, Type, Context& context) {
  WAFPP_TRY(Files * files, files_of(context));
  std::string folder = clean_path(args[0].as_string());
  WAFPP_TRY(std::vector<std::string> found, glob(join_paths(args[0].as_string(), args[1].as_string()), *files));
  if (auto within = within_element_limit(found.size(), context); !within) return tl::unexpected(within.error());
  std::vector<Value> paths;
  paths.reserve(found.size());
  for (const std::string& match : found) {
    std::optional<std::string> path = relative_path(folder, match);
    if (!path) return refuse(fmt::format("failed to trim path of match {}", value::quote(match)));
    paths.push_back(Value::string(*path));
  }
  return Value::set(Type::string(), std::move(paths));
}

constexpr Parameter kPath[] = {{.name = "path", .shape = Shape::String}};
constexpr Parameter kPathAndPattern[] = {{.name = "path", .shape = Shape::String}, {.name = "pattern", .shape = Shape::String}};

// A file can be shown by nothing but a file: these are of what has none.
constexpr Example kFileExamples[] = {{R"(file("no/such/file.txt"))", ""}};
constexpr Example kFilebase64Examples[] = {{R"(filebase64("no/such/file.bin"))", ""}};
constexpr Example kFilebase64sha256Examples[] = {{R"(filebase64sha256("no/such/file.bin"))", ""}};
constexpr Example kFilebase64sha512Examples[] = {{R"(filebase64sha512("no/such/file.bin"))", ""}};
constexpr Example kFileexistsExamples[] = {{R"(fileexists("no/such/file.txt"))", "false"}};
constexpr Example kFilemd5Examples[] = {{R"(filemd5("no/such/file.bin"))", ""}};
constexpr Example kFilesetExamples[] = {{R"(fileset("no/such/folder", "**/*.{json,yaml}"))", "toset([])"}};
constexpr Example kFilesha1Examples[] = {{R"(filesha1("no/such/file.bin"))", ""}};
constexpr Example kFilesha256Examples[] = {{R"(filesha256("no/such/file.bin"))", ""}};
constexpr Example kFilesha512Examples[] = {{R"(filesha512("no/such/file.bin"))", ""}};

constexpr Function kFunctions[] = {
    {
        .name = "file",
        .summary = "The text of a file, which is UTF-8.",
        .parameters = kPath,
        .result = Shape::String,
        .call = file,
        .examples = kFileExamples,
    },
    {
        .name = "filebase64",
        .summary = "The bytes of a file in Base64.",
        .parameters = kPath,
        .result = Shape::String,
        .call = filebase64,
        .examples = kFilebase64Examples,
    },
    {
        .name = "filebase64sha256",
        .summary = "The SHA-256 digest of a file in Base64.",
        .parameters = kPath,
        .result = Shape::String,
        .call = digest_of_file<Digest::Sha256, to_base64>,
        .examples = kFilebase64sha256Examples,
    },
    {
        .name = "filebase64sha512",
        .summary = "The SHA-512 digest of a file in Base64.",
        .parameters = kPath,
        .result = Shape::String,
        .call = digest_of_file<Digest::Sha512, to_base64>,
        .examples = kFilebase64sha512Examples,
    },
    {
        .name = "fileexists",
        .summary = "Whether there is a file at a path.",
        .parameters = kPath,
        .result = Shape::Bool,
        .call = fileexists,
        .examples = kFileexistsExamples,
    },
    {
        .name = "filemd5",
        .summary = "The MD5 digest of a file in hexadecimal.",
        .parameters = kPath,
        .result = Shape::String,
        .call = digest_of_file<Digest::Md5, to_hex>,
        .examples = kFilemd5Examples,
    },
    {
        .name = "fileset",
        .summary = "The paths of the files below a folder that match a pattern (`*`, `**`, `?`, `[a-z]`, `{a,b}`).",
        .parameters = kPathAndPattern,
        .result = Shape::SetOfString,
        .call = fileset,
        .examples = kFilesetExamples,
    },
    {
        .name = "filesha1",
        .summary = "The SHA-1 digest of a file in hexadecimal.",
        .parameters = kPath,
        .result = Shape::String,
        .call = digest_of_file<Digest::Sha1, to_hex>,
        .examples = kFilesha1Examples,
    },
    {
        .name = "filesha256",
        .summary = "The SHA-256 digest of a file in hexadecimal.",
        .parameters = kPath,
        .result = Shape::String,
        .call = digest_of_file<Digest::Sha256, to_hex>,
        .examples = kFilesha256Examples,
    },
    {
        .name = "filesha512",
        .summary = "The SHA-512 digest of a file in hexadecimal.",
        .parameters = kPath,
        .result = Shape::String,
        .call = digest_of_file<Digest::Sha512, to_hex>,
        .examples = kFilesha512Examples,
    },
};

}  // namespace

extern const FunctionTable table_file;
const FunctionTable table_file = {kFunctions};

}  // namespace wafpp::functions
