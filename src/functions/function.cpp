#include "functions/function.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "base/name_table.h"
#include "base/text.h"
#include "value/convert.h"

namespace wafpp::functions {

using value::CauseKind;
using value::Origin;
using value::OriginStep;

namespace {

constexpr std::string_view kCorePrefix = "core::";
constexpr size_t kMostSuggestions = 3;

std::vector<const Function*> collect() {
  std::vector<const Function*> all;
  for (const FunctionTable* table : function_tables()) {
    for (const Function& function : table->functions) all.push_back(&function);
  }
  std::sort(all.begin(), all.end(), [](const Function* a, const Function* b) { return a->name < b->name; });
  auto same = std::adjacent_find(all.begin(), all.end(), [](const Function* a, const Function* b) { return a->name == b->name; });
  WAFPP_CHECK(same == all.end(), "two tables define one function");
  return all;
}

/// Edits that make one name the other, or `limit + 1` when there are more.
size_t distance(std::string_view a, std::string_view b, size_t limit) {
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) return limit + 1;
  return base::edit_distance(a, b);
}

/// One call on its way: the arguments as converted, then as the entry sees them.
struct Call {
  const Function& function;
  std::vector<Value> given;  // Converted, with their marks: what origins and causes are taken from.
  std::vector<Value> seen;   // Without the marks that the entry does not ask for.
  uint8_t marks = 0;         // Taken off, to be put on the result.

  const Parameter& parameter(size_t at) const { return at < function.parameters.size() ? function.parameters[at] : *function.rest; }
};

/// As HCL counts and words it.
tl::expected<void, FunctionError> count_arguments(const Function& function, size_t given) {
  size_t wanted = function.parameters.size();
  if (given < wanted) {
    return refuse(fmt::format("Function \"{}\" expects{} {} argument(s). Missing value for \"{}\".", function.name,
                              function.rest != nullptr ? " at least" : "", wanted, function.parameters[given].name));
  }
  if (given > wanted && function.rest == nullptr) {
    return refuse(static_cast<int>(wanted), fmt::format("Function \"{}\" expects only {} argument(s).", function.name, wanted));
  }
  return {};
}

tl::expected<void, FunctionError> convert_arguments(Call& call, std::span<const Value> arguments) {
  call.given.reserve(arguments.size());
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Parameter& parameter = call.parameter(i);
    if (parameter.shape == Shape::Any) {
      call.given.push_back(arguments[i]);
      continue;
    }
    auto converted = value::convert(arguments[i], to_type(parameter.shape));
    if (!converted) {
      return refuse(static_cast<int>(i), fmt::format("Invalid value for \"{}\" parameter: {}.", parameter.name, converted.error().text()));
    }
    call.given.push_back(std::move(*converted));
  }
  return {};
}

Origin combined_origin(const Call& call, bool unknown) {
  Origin first;  // Most results come from one.
  std::vector<Origin> parents;
  for (size_t i = 0; i < call.given.size(); ++i) {
    const Value& argument = call.given[i];
    Origin origin = unknown || !call.parameter(i).allow_marked ? argument.deep_origin() : argument.origin();
    if (origin.empty() || origin == first) continue;
    if (first.empty()) {
      first = std::move(origin);
    } else {
      if (parents.empty()) parents.push_back(first);
      parents.push_back(std::move(origin));
    }
  }
  return parents.empty() ? first : Origin::combined(std::move(parents));
}

Value undetermined(const Function& function, Type type) {
  return Value::unknown(type).with_origin(
      Origin::step({.kind = OriginStep::Kind::Cause, .cause = CauseKind::Function, .text = std::string(function.name)}));
}

Value finished(const Call& call, Value result, bool refine) {
  // cty: an unknown result is at least not null, where the function promises that.
  if (refine && call.function.result_not_null) result = result.refine_not_null();
  if (result.origin().empty()) {
    Origin origin = combined_origin(call, !result.is_known());
    result = std::move(result).with_origin(std::move(origin));
  }
  return call.marks != 0 ? result.add_marks(call.marks) : result;
}

}  // namespace

Type to_type(Shape shape) {
  switch (shape) {
    case Shape::Any:
      return Type::dynamic();
    case Shape::Bool:
      return Type::boolean();
    case Shape::Number:
      return Type::number();
    case Shape::String:
      return Type::string();
    case Shape::ListOfAny:
      return Type::list(Type::dynamic());
    case Shape::ListOfString:
      return Type::list(Type::string());
    case Shape::ListOfNumber:
      return Type::list(Type::number());
    case Shape::ListOfBool:
      return Type::list(Type::boolean());
    case Shape::ListOfListOfString:
      return Type::list(Type::list(Type::string()));
    case Shape::SetOfAny:
      return Type::set(Type::dynamic());
    case Shape::SetOfString:
      return Type::set(Type::string());
    case Shape::MapOfAny:
      return Type::map(Type::dynamic());
    case Shape::MapOfString:
      return Type::map(Type::string());
    case Shape::MapOfListOfString:
      return Type::map(Type::list(Type::string()));
  }
  return Type::dynamic();
}

std::span<const Function* const> all_functions() {
  static const std::vector<const Function*> all = collect();
  return all;
}

const Function* find_function(std::string_view name) {
  // Everything of Terraform's own is in the namespace `core` too; what has a namespace already is not.
  if (name.starts_with(kCorePrefix)) {
    name.remove_prefix(kCorePrefix.size());
    if (name.find(':') != std::string_view::npos) return nullptr;
  }
  static const base::NameTable<Function> by_name = [] {
    base::NameTable<Function> result(all_functions().size());
    for (const Function* function : all_functions()) result.add(function->name, function);
    return result;
  }();
  return by_name.find(name);
}

std::vector<std::string_view> similar_functions(std::string_view name) {
  // A third of the letters may be wrong: more, and the names have nothing to do with each other.
  size_t limit = std::clamp<size_t>(name.size() / 3, 1, 4);
  std::vector<std::pair<size_t, std::string_view>> near;
  for (const Function* function : all_functions()) {
    size_t edits = distance(name, function->name, limit);
    if (edits <= limit) near.emplace_back(edits, function->name);
  }
  std::sort(near.begin(), near.end());
  if (near.size() > kMostSuggestions) near.resize(kMostSuggestions);
  std::vector<std::string_view> names;
  for (const auto& [edits, similar] : near) names.push_back(similar);
  return names;
}

Outcome invoke(const Function& function, std::span<const Value> arguments, Context& context) {
  WAFPP_CHECK(function.call != nullptr, "a lazy function is the evaluator's to call");
  if (function.special == Special::ConsoleOnly && !context.is_console) {
    return refuse(fmt::format("There is no function named \"{}\".", function.name));
  }

  Call call{.function = function};
  if (auto counted = count_arguments(function, arguments.size()); !counted) return tl::unexpected(std::move(counted).error());
  if (auto converted = convert_arguments(call, arguments); !converted) return tl::unexpected(std::move(converted).error());

  // cty's Function.Call, first half: is this a call at all, and what is its type?
  call.seen = call.given;
  bool unknown = false;
  for (size_t i = 0; i < call.seen.size(); ++i) {
    const Parameter& parameter = call.parameter(i);
    if (!parameter.allow_marked) call.seen[i] = call.seen[i].unmark_deep(call.marks);
    if (!call.seen[i].is_known() && !parameter.allow_unknown) unknown = true;
  }
  bool untyped = false;
  for (size_t i = 0; i < call.seen.size() && !untyped; ++i) {
    const Parameter& parameter = call.parameter(i);
    if (call.seen[i].is_null() && !parameter.allow_null) return refuse(static_cast<int>(i), "argument must not be null");
    // Nothing can be said about the type any more, nor about the arguments that follow.
    untyped = call.seen[i].kind() == value::TypeKind::Dynamic && !parameter.allow_dynamic;
  }
  if (untyped) return finished(call, Value::unknown(Type::dynamic()), false);

  Type type = to_type(function.result);
  if (function.result_type != nullptr) {
    auto found = function.result_type(call.seen);
    if (!found) return tl::unexpected(std::move(found).error());
    type = *found;
  }

  // Second half: the result.
  if (unknown) return finished(call, Value::unknown(type), true);
  if (function.special == Special::Undetermined && context.undetermined_is_unknown)
    return finished(call, undetermined(function, type), true);
  Outcome outcome = function.call(call.seen, type, context);
  if (!outcome) return outcome;
  return finished(call, std::move(*outcome), true);
}

}  // namespace wafpp::functions
