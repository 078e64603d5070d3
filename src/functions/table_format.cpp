#include <fmt/format.h>

#include <algorithm>

#include "base/unicode.h"
#include "functions/arguments.h"
#include "functions/go_format.h"
#include "functions/known_prefix.h"
#include "value/convert.h"
#include "value/json.h"
#include "value/quote.h"

/// Values in strings, by a format with verbs.
namespace wafpp::functions {

namespace {

using Text = tl::expected<std::string, FunctionError>;

tl::unexpected<FunctionError> unsupported(const FormatVerb& verb, std::string_view why) {
  return refuse(fmt::format("unsupported value for {} at {}: {}", value::quote(verb.text), verb.offset, why));
}

/// Widths of all but numbers count grapheme clusters, which go-cty does by itself.
Text padded(const FormatVerb& verb, std::string text, const Context& context) {
  // A width of more than 63 bits has become negative, as in Go.
  int64_t width = verb.width.value_or(0);
  auto count = static_cast<int64_t>(base::grapheme_count(text));
  if (width <= count) return text;
  int64_t missing = width - count;
  if (auto within = within_string_limit(static_cast<uint64_t>(missing) + text.size(), context); !within)
    return tl::unexpected(within.error());
  std::string pad(static_cast<size_t>(missing), verb.zero ? '0' : ' ');
  return verb.minus ? text + pad : pad + text;
}

Text format_json(const FormatVerb& verb, const Value& value, const Context& context) {
  auto json = value::to_json(value);
  if (!json) return unsupported(verb, json.error().message);
  return padded(verb, std::move(*json), context);
}

Text format_as_is(const FormatVerb& verb, const Value& value, const Context& context) {
  if (!verb.sharp && !value.is_null()) {
    if (value.kind() == TypeKind::String) return padded(verb, std::string(value.as_string()), context);
    if (value.kind() == TypeKind::Number) return padded(verb, value.as_number().format('g', -1), context);
  }
  return format_json(verb, value, context);
}

/// `text` up to so many grapheme clusters.
std::string_view first_clusters(std::string_view text, int64_t count) {
  size_t end = 0;
  for (; count > 0 && end < text.size(); --count) end += base::grapheme_size(text, end);
  return text.substr(0, end);
}

Text format_string(const FormatVerb& verb, const Value& value, const Context& context) {
  std::string_view text = value.as_string();
  // A precision of 0 is as good as none.
  if (verb.precision.value_or(0) > 0) text = first_clusters(text, *verb.precision);
  if (verb.mode == 'q') return format_json(verb, Value::string_nfc(text), context);
  return padded(verb, std::string(text), context);
}

Text format_number(const FormatVerb& verb, const Number& number, const Context& context) {
  if (auto within = within_string_limit(padding_of(verb), context); !within) return tl::unexpected(within.error());
  if (std::string_view("bdoxX").find(verb.mode) == std::string_view::npos) return format_float(verb, number);
  if (!number.is_integer()) return unsupported(verb, "an integer is required");
  return format_integer(verb, number);
}

Text format_value(const FormatVerb& verb, const Value& value, const Context& context) {
  if (value.is_null() && verb.mode != 'v') return unsupported(verb, "null value cannot be formatted");
  Type wanted;
  switch (verb.mode) {
    case 'v':
      return format_as_is(verb, value, context);
    case 't':
      wanted = Type::boolean();
      break;
    case 'b':
    case 'd':
    case 'o':
    case 'x':
    case 'X':
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
      wanted = Type::number();
      break;
    case 's':
    case 'q':
      wanted = Type::string();
      break;
    default:
      return refuse(fmt::format("unsupported format verb '{}' in {} at offset {}", verb.mode, value::quote(verb.text), verb.offset));
  }
  auto converted = value::convert(value, wanted);
  if (!converted) return unsupported(verb, converted.error().text());
  if (wanted == Type::string()) return format_string(verb, *converted, context);
  if (wanted == Type::number()) return format_number(verb, converted->as_number(), context);
  // A width is accepted, and ignored.
  return std::string(converted->as_bool() ? "true" : "false");
}

/// The format with the arguments, which are wholly known and without marks, in the place of its verbs.
Text formatted(std::string_view format, std::span<const Value> arguments, const Context& context) {
  std::string result;
  int64_t next = 1;
  int64_t highest = 0;
  for (size_t at = 0; at < format.size();) {
    size_t percent = std::min(format.find('%', at), format.size());
    result += format.substr(at, percent - at);
    at = percent;
    if (at == format.size()) break;
    if (format.substr(at).starts_with("%%")) {
      result += '%';
      at += 2;
      continue;
    }
    auto verb = read_verb(format, at, next);
    if (!verb) return refuse(std::move(verb).error());
    if (verb->argument < 1 || static_cast<uint64_t>(verb->argument) > arguments.size()) {
      return refuse(fmt::format("not enough arguments for {} at {}: need index {} but have {} total", value::quote(verb->text),
                                verb->offset, verb->argument, arguments.size()));
    }
    WAFPP_TRY(std::string text, format_value(*verb, arguments[static_cast<size_t>(verb->argument) - 1], context));
    if (auto within = within_string_limit(result.size() + text.size(), context); !within) return tl::unexpected(within.error());
    result += text;
    next = verb->argument + 1;
    highest = std::max(highest, verb->argument);
    at += verb->text.size();
  }
  if (auto within = within_string_limit(result.size(), context); !within) return tl::unexpected(within.error());
  if (static_cast<uint64_t>(highest) == arguments.size()) return result;
  return refuse(static_cast<int>(highest) + 1, highest == 0 ? std::string("too many arguments; no verbs in format string")
                                                            : fmt::format("too many arguments; only {} used by format string", highest));
}

/// For readers of ours: the text with gaps for the arguments that are not known, and how it ends. Nothing where it is too long or what
/// is known cannot be formatted.
void add_outline(std::string_view format, std::span<const Value> arguments, const Context& context, Refinement& known) {
  std::string outline;
  size_t tail = 0;
  int64_t next = 1;
  for (size_t at = 0; at < format.size();) {
    size_t percent = std::min(format.find('%', at), format.size());
    outline += format.substr(at, percent - at);
    at = percent;
    if (at == format.size()) break;
    if (format.substr(at).starts_with("%%")) {
      outline += '%';
      at += 2;
      continue;
    }
    auto verb = read_verb(format, at, next);
    if (!verb || verb->argument < 1 || static_cast<uint64_t>(verb->argument) > arguments.size()) return;
    const Value& argument = arguments[static_cast<size_t>(verb->argument) - 1];
    if (argument.is_wholly_known()) {
      constexpr auto kWidest = static_cast<int64_t>(value::kLongestShortOutline);
      if (verb->width.value_or(0) > kWidest || verb->precision.value_or(0) > kWidest) return;
      auto text = format_value(*verb, argument, context);
      if (!text) return;
      outline += *text;
    } else {
      outline += value::kGap;
      tail = outline.size();
    }
    if (outline.size() > value::kLongestShortOutline) return;
    next = verb->argument + 1;
    at += verb->text.size();
  }
  if (outline.size() > value::kLongestShortOutline) return;
  // A combining character would become part of what stands before it.
  if (tail < outline.size() && static_cast<unsigned char>(outline[tail]) < 0x80) known.suffix = outline.substr(tail);
  known.outline = value::SharedText(std::move(outline));
}

/// What is known of a result whose arguments are not: with what the format begins and, for readers of ours, the rest of it.
Refinement known_parts(std::string_view format, std::span<const Value> arguments, const Context& context) {
  Refinement known{.not_null = true};
  size_t first = format.find('%');
  if (first == std::string_view::npos) return known;
  known.prefix = safe_prefix(format.substr(0, first));
  add_outline(format, arguments, context, known);
  return known;
}

Outcome format(std::span<const Value> args, Type, Context& context) {
  std::span<const Value> values = args.subspan(1);
  if (!std::all_of(values.begin(), values.end(), [](const Value& value) { return value.is_wholly_known(); })) {
    return Value::unknown(Type::string(), known_parts(args[0].as_string(), values, context));
  }
  WAFPP_TRY(std::string text, formatted(args[0].as_string(), values, context));
  return Value::string(text);
}

/// How many results there are: as many as the sequences have elements. Nullopt: that is not known.
tl::expected<std::optional<size_t>, FunctionError> count_iterations(std::span<const Value> values) {
  constexpr size_t kNone = static_cast<size_t>(-1);
  size_t count = kNone;
  size_t chooser = 0;
  bool is_known = true;
  for (size_t i = 0; i < values.size(); ++i) {
    const Value& value = values[i];
    if (!is_sequence(value.kind()) || value.is_null()) continue;
    if (!has_known_length(value)) return std::nullopt;
    size_t length = value.kind() == TypeKind::Tuple ? value.type().elements().size() : value.length();
    if (count == kNone) {
      count = length;
      chooser = i;
    } else if (length != count) {
      return refuse(static_cast<int>(i) + 1, fmt::format("argument {} has length {}, which is inconsistent with argument {} of length {}",
                                                         i + 1, length, chooser + 1, count));
    }
    // The length of a tuple is known, and compared, even where the tuple is not.
    is_known = is_known && value.is_known();
  }
  if (!is_known) return std::nullopt;
  return count == kNone ? 1 : count;
}

Outcome formatlist(std::span<const Value> args, Type type, Context& context) {
  std::string_view format = args[0].as_string();
  std::span<const Value> values = args.subspan(1);
  WAFPP_TRY(std::optional<size_t> count, count_iterations(values));
  if (!count) return Value::unknown(type);
  if (auto within = within_element_limit(*count, context); !within) return tl::unexpected(within.error());

  std::vector<size_t> places(values.size());
  std::vector<Value> results;
  results.reserve(*count);
  uint64_t bytes = 0;
  for (size_t round = 0; round < *count; ++round) {
    std::vector<Value> chosen;
    chosen.reserve(values.size());
    for (size_t i = 0; i < values.size(); ++i) {
      bool is_single = !is_sequence(values[i].kind()) || values[i].is_null();
      chosen.push_back(is_single ? values[i] : values[i].elements()[places[i]++]);
      // go-cty goes to the next result at once, and so the arguments that follow stay one element behind from here on.
      if (!chosen.back().is_wholly_known()) break;
    }
    if (!chosen.empty() && !chosen.back().is_wholly_known()) {
      results.push_back(Value::unknown_not_null(Type::string()));
      continue;
    }
    auto text = formatted(format, chosen, context);
    if (!text && (text.error().limit || values.empty())) return tl::unexpected(std::move(text).error());
    if (!text) return refuse(fmt::format("error on format iteration {}: {}", round, text.error().message));
    bytes += text->size();
    if (auto within = within_string_limit(bytes, context); !within) return tl::unexpected(within.error());
    results.push_back(Value::string(*text));
  }
  return Value::list(Type::string(), std::move(results));
}

constexpr Parameter kFormat[] = {{.name = "format", .shape = Shape::String}};
constexpr Parameter kValues = {.name = "args", .allow_null = true, .allow_unknown = true};

constexpr Example kFormatExamples[] = {{R"(format("%s has %03d items", "cart", 7))", R"("cart has 007 items")"},
                                       {R"(format("%[2]q and %[1]v", [1, true], "x"))", R"("\"x\" and [1,true]")"},
                                       {R"(format("%.1f%%", 12.25))", R"("12.2%")"},
                                       {R"(format("%d", 1.5))", ""}};
constexpr Example kFormatlistExamples[] = {{R"(formatlist("%s-%d", ["a", "b"], [1, 2]))", "tolist([\n  \"a-1\",\n  \"b-2\",\n])"},
                                           {R"(formatlist("%s.example.org", "www"))", "tolist([\n  \"www.example.org\",\n])"},
                                           {R"(formatlist("%s%s", ["a", "b"], ["c"]))", ""}};

constexpr Function kFunctions[] = {
    {
        .name = "format",
        .summary = "A string made by a format whose verbs (`%s`, `%d`, `%05.2f`, `%[1]q` ...) stand for the arguments.",
        .parameters = kFormat,
        .rest = &kValues,
        .result = Shape::String,
        .call = format,
        .examples = kFormatExamples,
    },
    {
        .name = "formatlist",
        .summary = "Strings made by a format as of `format`: one for each element of the lists among the arguments.",
        .parameters = kFormat,
        .rest = &kValues,
        .result = Shape::ListOfString,
        .call = formatlist,
        .examples = kFormatlistExamples,
    },
};

}  // namespace

extern const FunctionTable table_format;
const FunctionTable table_format = {kFunctions};

}  // namespace wafpp::functions
