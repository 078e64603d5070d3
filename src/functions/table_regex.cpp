#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/unicode.h"
#include "functions/arguments.h"
#include "functions/regex.h"

/// Regular expressions: finding and replacing.
namespace wafpp::functions {

namespace {

FunctionError invalid_pattern(const RegexError& error) {
  if (error.limit) return {0, "the pattern is too large", true};
  return {0, fmt::format("invalid regexp pattern: {} in {}", error.code, error.expression), false};
}

/// What a match of a pattern gives: the text, or its groups as a tuple, or as an object where they have names.
tl::expected<Type, FunctionError> match_type(const Regex& regex) {
  const std::vector<std::string>& names = regex.group_names();
  if (names.empty()) return Type::string();
  auto named = static_cast<size_t>(std::count_if(names.begin(), names.end(), [](const std::string& name) { return !name.empty(); }));
  if (named == 0) return Type::tuple(std::vector<Type>(names.size(), Type::string()));
  if (named < names.size()) return refuse(0, "invalid regexp pattern: cannot mix both named and unnamed capture groups");
  // Groups may share a name; the last of them gives the attribute.
  std::set<std::string> different(names.begin(), names.end());
  std::vector<value::TypeField> fields;
  for (const std::string& name : different) fields.push_back({name, Type::string()});
  return Type::object(std::move(fields));
}

tl::expected<Type, FunctionError> pattern_type(std::string_view pattern) {
  auto regex = Regex::compile(pattern);
  if (!regex) return tl::unexpected(invalid_pattern(regex.error()));
  return match_type(**regex);
}

tl::expected<Type, FunctionError> regex_type(std::span<const Value> args) {
  if (!args[0].is_known()) return Type::dynamic();
  return pattern_type(args[0].as_string());
}

tl::expected<Type, FunctionError> regexall_type(std::span<const Value> args) {
  if (!args[0].is_known()) return Type::list(Type::dynamic());
  WAFPP_TRY(Type type, pattern_type(args[0].as_string()));
  return Type::list(type);
}

Value match_value(const Regex& regex, const Regex::Groups& groups) {
  const std::vector<std::string>& names = regex.group_names();
  if (names.empty()) return Value::string(groups[0]);
  auto value_of = [&groups](size_t group) {
    return groups[group].data() == nullptr ? Value::null(Type::string()) : Value::string(groups[group]);
  };
  if (names[0].empty()) {
    std::vector<Value> elements;
    for (size_t i = 1; i < groups.size(); ++i) elements.push_back(value_of(i));
    return Value::tuple(std::move(elements));
  }
  std::vector<Member> members;
  for (size_t i = 1; i < groups.size(); ++i) members.push_back({Value::string(names[i - 1]), value_of(i)});
  return Value::object(std::move(members));
}

Outcome regex(std::span<const Value> args, Type, Context&) {
  auto regex = Regex::compile(args[0].as_string());
  if (!regex) return tl::unexpected(invalid_pattern(regex.error()));
  auto groups = (*regex)->find(args[1].as_string());
  if (!groups) return over_limit(groups.error().message);
  if (groups->empty()) return refuse("pattern did not match any part of the given string");
  return match_value(**regex, *groups);
}

Outcome regexall(std::span<const Value> args, Type type, Context& context) {
  auto regex = Regex::compile(args[0].as_string());
  if (!regex) return tl::unexpected(invalid_pattern(regex.error()));
  // A match is as many values as it has groups.
  uint64_t most = context.max_elements / ((*regex)->group_names().size() + 1);
  auto all = (*regex)->find_all(args[1].as_string(), {.matches = most});
  if (!all) return over_limit(all.error().message);
  std::vector<Value> elements;
  elements.reserve(all->size());
  for (const Regex::Groups& groups : *all) elements.push_back(match_value(**regex, groups));
  return Value::list(type.element(), std::move(elements));
}

/// Go's `strings.ReplaceAll`: an empty `part` is found before each code point and at the end.
Outcome replace_text(std::string_view text, std::string_view part, std::string_view replacement, const Context& context) {
  std::string result;
  for (size_t at = 0; at <= text.size();) {
    size_t step = at < text.size() ? base::decode(text, at).size : 1;
    if (part.empty()) {
      result += replacement;
      result += text.substr(at, step);
      at += step;
    } else {
      size_t found = text.find(part, at);
      result += text.substr(at, found - at);
      if (found == std::string_view::npos) break;
      result += replacement;
      at = found + part.size();
    }
    if (auto within = within_string_limit(result.size(), context); !within) return tl::unexpected(within.error());
  }
  if (auto within = within_string_limit(result.size(), context); !within) return tl::unexpected(within.error());
  return Value::string(result);
}

Outcome replace(std::span<const Value> args, Type, Context& context) {
  std::string_view text = args[0].as_string();
  std::string_view part = args[1].as_string();
  std::string_view replacement = args[2].as_string();
  if (part.size() < 2 || !part.starts_with('/') || !part.ends_with('/')) return replace_text(text, part, replacement, context);
  auto regex = Regex::compile(part.substr(1, part.size() - 2));
  if (!regex) {
    if (regex.error().limit) return over_limit("the pattern is too large");
    return refuse(regex.error().text());
  }
  auto replaced = (*regex)->replace_all(text, replacement, {.bytes = context.max_string});
  if (!replaced) return over_limit(replaced.error().message);
  return Value::string(*replaced);
}

constexpr Parameter kPatternAndString[] = {{.name = "pattern", .shape = Shape::String}, {.name = "string", .shape = Shape::String}};
constexpr Parameter kReplaceParameters[] = {
    {.name = "str", .shape = Shape::String}, {.name = "substr", .shape = Shape::String}, {.name = "replace", .shape = Shape::String}};

constexpr Example kRegexExamples[] = {
    {R"(regex("[a-z]+", "53453453.345345aaabbbccc23454"))", R"("aaabbbccc")"},
    {R"x(regex("(\\d+)-(\\d+)", "in 2019-02"))x", "[\n  \"2019\",\n  \"02\",\n]"},
    {R"x(regex("^(?P<scheme>[^:]+)://(?P<host>[^/]+)", "https://example.com/a"))x",
     "{\n  \"host\" = \"example.com\"\n  \"scheme\" = \"https\"\n}"},
    {R"(regex("[0-9]+", "none"))", ""},
};
constexpr Example kRegexallExamples[] = {{R"(regexall("[a-z]+", "1234abcd5678efgh9"))", "tolist([\n  \"abcd\",\n  \"efgh\",\n])"},
                                         {R"(length(regexall("[a-z]+", "123")))", "0"}};
constexpr Example kReplaceExamples[] = {{R"(replace("1 + 2 + 3", "+", "-"))", R"("1 - 2 - 3")"},
                                        {R"x(replace("hello world", "/w(.*)d/", "<$1>"))x", R"("hello <orl>")"}};

constexpr Function kFunctions[] = {
    {
        .name = "regex",
        .summary = "What a regular expression first matches in a string: the text, or its groups.",
        .parameters = kPatternAndString,
        .result_type = regex_type,
        .call = regex,
        .examples = kRegexExamples,
    },
    {
        .name = "regexall",
        .summary = "A list of all that a regular expression matches in a string.",
        .parameters = kPatternAndString,
        .result_type = regexall_type,
        .call = regexall,
        .examples = kRegexallExamples,
    },
    {
        .name = "replace",
        .summary = "The string with each occurrence of a part, or of a regular expression between slashes, replaced by another string.",
        .parameters = kReplaceParameters,
        .result = Shape::String,
        .call = replace,
        .examples = kReplaceExamples,
    },
};

}  // namespace

extern const FunctionTable table_regex;
const FunctionTable table_regex = {kFunctions};

}  // namespace wafpp::functions
