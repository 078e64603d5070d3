#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "value/value.h"

/// Terraform's functions, one entry each: signature, documentation, examples and code together.
namespace wafpp::functions {

using value::Type;
using value::Value;

/// The types that parameters and results are declared with; constant, unlike `value::Type`.
enum class Shape : uint8_t {
  Any,
  Bool,
  Number,
  String,
  ListOfAny,
  ListOfString,
  ListOfNumber,
  ListOfBool,
  ListOfListOfString,
  SetOfAny,
  SetOfString,
  MapOfAny,
  MapOfString,
  MapOfListOfString
};
Type to_type(Shape shape);

/// As cty's `function.Parameter`: what a parameter takes, and what its function wants to answer for itself. By default the
/// caller refuses null, answers unknown with an unknown result, takes marks off and puts them on the result.
struct Parameter {
  std::string_view name;
  Shape shape = Shape::Any;
  bool allow_null = false;
  bool allow_unknown = false;
  bool allow_dynamic = false;  ///< Call also when the argument's type is not known (`cty.DynamicVal`).
  bool allow_marked = false;
};

/// What a file function may see; implemented above (the terraform layer, tests). Paths are as written in the call.
class Files {
 public:
  virtual ~Files() = default;
  /// The bytes of a file, by Terraform's rules for relative paths (relative to the working folder). The error is a message.
  virtual base::Result<std::string> read(std::string_view path) = 0;
  virtual base::Result<bool> exists(std::string_view path) = 0;
  /// Slash-separated paths of all regular files below `folder` (relative to it), sorted; bounded.
  virtual base::Result<std::vector<std::string>> list(std::string_view folder) = 0;
  virtual std::string working_folder() const = 0;
};

/// What a call may use besides its arguments.
struct Context {
  Files* files = nullptr;  ///< Null: file functions answer with an error.
  /// Renders a template: `name` is shown in messages, `vars` is a map or object. Set by the evaluator.
  std::function<tl::expected<Value, std::string>(std::string_view name, std::string_view text, const Value& vars)> render;
  /// In a check and in a plan, functions whose result is not determined (`timestamp`, `uuid`, `bcrypt`) are unknown; in a
  /// console they have a value.
  bool undetermined_is_unknown = true;
  bool is_console = false;                   ///< What only a console has (`type`) may be called.
  uint64_t max_string = uint64_t{64} << 20;  ///< Bytes of any one string a function may build.
  uint64_t max_elements = 1'000'000;         ///< Elements of any one collection a function may build.
};

/// What is wrong with a call, as Terraform words it.
struct FunctionError {
  int argument = -1;  ///< Zero-based; -1: the call as a whole.
  std::string message;
  bool limit = false;  ///< A limit of this program, not an error of Terraform's: the result is unknown, with this cause.
};
using Outcome = tl::expected<Value, FunctionError>;
inline tl::unexpected<FunctionError> refuse(std::string message) { return tl::unexpected<FunctionError>({-1, std::move(message), false}); }
inline tl::unexpected<FunctionError> refuse(int argument, std::string message) {
  return tl::unexpected<FunctionError>({argument, std::move(message), false});
}
inline tl::unexpected<FunctionError> over_limit(std::string message) {
  return tl::unexpected<FunctionError>({-1, std::move(message), true});
}

struct Example {
  std::string_view expression;
  std::string_view result;  ///< As `terraform console` prints it; empty: an error.
};

enum class Special : uint8_t {
  No,
  Lazy,          ///< `try`, `can`: the evaluator calls with unevaluated arguments; `call` is null.
  Undetermined,  ///< Another result with each call.
  ConsoleOnly,   ///< `type`: exists in a console, nowhere else (`Context::is_console` tells them apart).
};

struct Function {
  std::string_view name;
  std::string_view summary;  ///< One sentence.
  std::span<const Parameter> parameters;
  const Parameter* rest = nullptr;  ///< What any further arguments are.
  /// The result's type where it does not depend on the arguments.
  Shape result = Shape::Any;
  /// Else: the result's type from the arguments (some may be unknown or of unknown type), as cty's `Type` function.
  tl::expected<Type, FunctionError> (*result_type)(std::span<const Value> arguments) = nullptr;
  /// The result for arguments that have been checked and converted; has type `result` (converted by the caller if it can be).
  Outcome (*call)(std::span<const Value> arguments, Type result, Context& context) = nullptr;
  /// cty's `RefineResult`: an unknown result is at least not null.
  bool result_not_null = true;
  Special special = Special::No;
  std::span<const Example> examples;
};

/// One family of functions. A file `table_NAME.cpp` of this folder defines `const FunctionTable table_NAME`, and the build finds it.
struct FunctionTable {
  std::span<const Function> functions;
};
/// The tables of all families; generated by the build.
std::span<const FunctionTable* const> function_tables();

/// All functions, sorted by name. `core::` names the same ones.
std::span<const Function* const> all_functions();
/// By name (`length`, `core::length`, `provider::terraform::encode_tfvars`), or null.
const Function* find_function(std::string_view name);
/// Names that resemble `name`, best first, at most three: for "did you mean".
std::vector<std::string_view> similar_functions(std::string_view name);

/// Calls by cty's protocol: counts arguments, converts them, refuses null, answers for unknown and marked ones that the entry
/// does not ask for, unites marks, combines origins into the result's.
///
/// Origins: a result that has an origin of its own (an argument handed on, an element of one) keeps it. Any other stems from all
/// arguments: from what is inside of those whose marks the caller takes off, and from the whole of every argument when the
/// result is unknown, so that the cause is never lost. A parameter with `allow_marked` gives the origin of its top alone, since
/// what its function hands on has its own inside.
///
/// `function` is not `Special::Lazy`.
Outcome invoke(const Function& function, std::span<const Value> arguments, Context& context);

}  // namespace wafpp::functions
