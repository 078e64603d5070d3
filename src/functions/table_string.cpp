#include <fmt/format.h>

#include <algorithm>

#include "base/unicode.h"
#include "functions/arguments.h"

/// Strings: case, trimming, cutting, joining, searching.
namespace wafpp::functions {

namespace {

/// Each code point of `text` through `change`; the result may have another length in bytes.
template <typename Change>
Outcome map_code_points(std::string_view text, Context& context, Change change) {
  std::string result;
  result.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    base::CodePoint point = base::decode(text, at);
    base::append_utf8(result, change(point.value));
    at += point.size;
  }
  if (auto within = within_string_limit(result.size(), context); !within) return tl::unexpected(within.error());
  return Value::string(result);
}

Outcome upper(std::span<const Value> args, Type, Context& context) { return map_code_points(args[0].as_string(), context, base::to_upper); }

Outcome lower(std::span<const Value> args, Type, Context& context) { return map_code_points(args[0].as_string(), context, base::to_lower); }

/// Go's `strings.Title`: underscores and what is neither letter nor digit nor, beyond ASCII, space belong to a word.
bool separates_words(uint32_t point) {
  if (point < 0x80) return point != '_' && !base::is_letter(point) && !base::is_digit(point);
  if (base::is_letter(point) || base::is_digit(point)) return false;
  return base::is_space(point);
}

Outcome title(std::span<const Value> args, Type, Context& context) {
  uint32_t before = ' ';
  return map_code_points(args[0].as_string(), context, [&before](uint32_t point) {
    bool begins = separates_words(before);
    before = point;
    return begins ? base::to_title(point) : point;
  });
}

Outcome strrev(std::span<const Value> args, Type, Context&) {
  std::string_view text = args[0].as_string();
  std::string result(text.size(), '\0');
  size_t end = text.size();
  for (size_t at = 0; at < text.size();) {
    size_t size = base::grapheme_size(text, at);
    end -= size;
    text.copy(result.data() + end, size, at);
    at += size;
  }
  return Value::string(result);
}

/// `text` without the code points at either end for which `cut` holds. A part of an NFC string is NFC.
template <typename Cut>
Value trimmed(std::string_view text, Cut cut) {
  size_t begin = 0;
  while (begin < text.size()) {
    base::CodePoint point = base::decode(text, begin);
    if (!cut(point.value)) break;
    begin += point.size;
  }
  size_t end = text.size();
  while (end > begin) {
    size_t last = end - 1;
    while (last > begin && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    if (!cut(base::decode(text, last).value)) break;
    end = last;
  }
  return Value::string_nfc(text.substr(begin, end - begin));
}

Outcome trimspace(std::span<const Value> args, Type, Context&) { return trimmed(args[0].as_string(), base::is_space); }

Outcome trim(std::span<const Value> args, Type, Context&) {
  std::vector<uint32_t> cutset;
  std::string_view points = args[1].as_string();
  for (size_t at = 0; at < points.size();) {
    base::CodePoint point = base::decode(points, at);
    cutset.push_back(point.value);
    at += point.size;
  }
  std::sort(cutset.begin(), cutset.end());
  return trimmed(args[0].as_string(), [&cutset](uint32_t point) { return std::binary_search(cutset.begin(), cutset.end(), point); });
}

Outcome chomp(std::span<const Value> args, Type, Context&) {
  std::string_view text = args[0].as_string();
  size_t last = text.find_last_not_of("\r\n");
  return Value::string_nfc(text.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

Outcome trimprefix(std::span<const Value> args, Type, Context&) {
  std::string_view text = args[0].as_string();
  std::string_view prefix = args[1].as_string();
  return Value::string_nfc(text.starts_with(prefix) ? text.substr(prefix.size()) : text);
}

Outcome trimsuffix(std::span<const Value> args, Type, Context&) {
  std::string_view text = args[0].as_string();
  std::string_view suffix = args[1].as_string();
  return Value::string_nfc(text.ends_with(suffix) ? text.substr(0, text.size() - suffix.size()) : text);
}

Outcome substr(std::span<const Value> args, Type, Context&) {
  std::string_view text = args[0].as_string();
  auto offset = whole_number(args[1]);
  if (!offset) return refuse(offset.error());
  auto length = whole_number(args[2]);
  if (!length) return refuse(length.error());
  int64_t skip = *offset;
  if (skip < 0) {
    skip += static_cast<int64_t>(base::grapheme_count(text));
  } else if (*length == 0) {
    return Value::string_nfc("");
  }
  size_t begin = 0;
  for (; skip > 0 && begin < text.size(); --skip) begin += base::grapheme_size(text, begin);
  // Counted from the end, go-cty takes a length of 0 like a negative one: everything that is left.
  size_t end = *length <= 0 ? text.size() : begin;
  for (int64_t wanted = *length; wanted > 0 && end < text.size(); --wanted) end += base::grapheme_size(text, end);
  return Value::string_nfc(text.substr(begin, end - begin));
}

Outcome indent(std::span<const Value> args, Type, Context& context) {
  auto spaces = whole_number(args[0]);
  if (!spaces) return refuse(spaces.error());
  if (*spaces < 0) return refuse("negative Repeat count");
  std::string_view text = args[1].as_string();
  auto lines = static_cast<uint64_t>(std::count(text.begin(), text.end(), '\n'));
  // The padding alone first: the product must not wrap around.
  if (auto within = within_string_limit(static_cast<uint64_t>(*spaces), context); !within) return tl::unexpected(within.error());
  if (auto within = within_string_limit(text.size() + lines * static_cast<uint64_t>(*spaces), context); !within)
    return tl::unexpected(within.error());
  std::string result;
  result.reserve(text.size() + lines * static_cast<uint64_t>(*spaces));
  for (char c : text) {
    result += c;
    if (c == '\n') result.append(static_cast<size_t>(*spaces), ' ');
  }
  return Value::string_nfc(result);
}

Outcome join(std::span<const Value> args, Type, Context& context) {
  std::string_view separator = args[0].as_string();
  std::span<const Value> lists = args.subspan(1);
  if (lists.empty()) return refuse("at least one list is required");
  for (const Value& list : lists) {
    if (!list.is_wholly_known()) return Value::unknown(Type::string());
  }
  std::string result;
  bool first = true;
  for (size_t i = 0; i < lists.size(); ++i) {
    std::span<const Value> elements = lists[i].elements();
    for (size_t j = 0; j < elements.size(); ++j) {
      if (elements[j].is_null()) {
        std::string which = lists.size() > 1 ? fmt::format("element {} of list {}", j, i + 1) : fmt::format("element {}", j);
        return refuse(static_cast<int>(i) + 1, which + " is null; cannot concatenate null values");
      }
      if (!first) result += separator;
      first = false;
      result += elements[j].as_string();
      if (auto within = within_string_limit(result.size(), context); !within) return tl::unexpected(within.error());
    }
  }
  return Value::string(result);
}

Outcome split(std::span<const Value> args, Type, Context& context) {
  std::string_view separator = args[0].as_string();
  std::string_view text = args[1].as_string();
  std::vector<Value> parts;
  size_t begin = 0;
  if (separator.empty()) {
    // As Go's: into code points, and nothing into nothing.
    for (; begin < text.size(); begin += base::decode(text, begin).size) {
      parts.push_back(Value::string_nfc(text.substr(begin, base::decode(text, begin).size)));
      if (auto within = within_element_limit(parts.size(), context); !within) return tl::unexpected(within.error());
    }
    return Value::list(Type::string(), std::move(parts));
  }
  for (size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator, begin)) {
    parts.push_back(Value::string_nfc(text.substr(begin, at - begin)));
    begin = at + separator.size();
    if (auto within = within_element_limit(parts.size(), context); !within) return tl::unexpected(within.error());
  }
  parts.push_back(Value::string_nfc(text.substr(begin)));
  if (auto within = within_element_limit(parts.size(), context); !within) return tl::unexpected(within.error());
  return Value::list(Type::string(), std::move(parts));
}

Outcome startswith(std::span<const Value> args, Type, Context&) {
  std::string_view prefix = args[1].as_string();
  if (args[0].is_known()) return Value::boolean(args[0].as_string().starts_with(prefix));
  // Every string starts with "", even one that only apply will know.
  if (prefix.empty()) return Value::boolean(true);
  if (const Refinement* known = args[0].refinement(); known != nullptr && !known->prefix.empty()) {
    if (std::string_view(known->prefix).starts_with(prefix)) return Value::boolean(true);
    if (known->prefix.size() >= prefix.size()) return Value::boolean(false);
  }
  return Value::unknown(Type::boolean());
}

Outcome endswith(std::span<const Value> args, Type, Context&) { return Value::boolean(args[0].as_string().ends_with(args[1].as_string())); }

Outcome strcontains(std::span<const Value> args, Type, Context&) {
  return Value::boolean(args[0].as_string().find(args[1].as_string()) != std::string_view::npos);
}

constexpr Parameter kString[] = {{.name = "str", .shape = Shape::String}};
constexpr Parameter kDynamicString[] = {{.name = "str", .shape = Shape::String, .allow_dynamic = true}};
constexpr Parameter kStringAndCutset[] = {{.name = "str", .shape = Shape::String}, {.name = "cutset", .shape = Shape::String}};
constexpr Parameter kStringAndPrefix[] = {{.name = "str", .shape = Shape::String}, {.name = "prefix", .shape = Shape::String}};
constexpr Parameter kUnknownAndPrefix[] = {{.name = "str", .shape = Shape::String, .allow_unknown = true},
                                           {.name = "prefix", .shape = Shape::String}};
constexpr Parameter kStringAndSuffix[] = {{.name = "str", .shape = Shape::String}, {.name = "suffix", .shape = Shape::String}};
constexpr Parameter kStringAndSubstring[] = {{.name = "str", .shape = Shape::String}, {.name = "substr", .shape = Shape::String}};
constexpr Parameter kStringOffsetLength[] = {{.name = "str", .shape = Shape::String, .allow_dynamic = true},
                                             {.name = "offset", .shape = Shape::Number, .allow_dynamic = true},
                                             {.name = "length", .shape = Shape::Number, .allow_dynamic = true}};
constexpr Parameter kSpacesAndString[] = {{.name = "spaces", .shape = Shape::Number}, {.name = "str", .shape = Shape::String}};
constexpr Parameter kSeparator[] = {{.name = "separator", .shape = Shape::String}};
constexpr Parameter kLists = {.name = "lists", .shape = Shape::ListOfString};
constexpr Parameter kSeparatorAndString[] = {{.name = "separator", .shape = Shape::String}, {.name = "str", .shape = Shape::String}};

constexpr Example kUpperExamples[] = {{R"(upper("straße, état"))", R"("STRASSE, ÉTAT")"}};
constexpr Example kLowerExamples[] = {{R"(lower("HELLO"))", R"("hello")"}};
constexpr Example kTitleExamples[] = {{R"(title("hello wide-open_world"))", R"("Hello Wide-Open_world")"}};
constexpr Example kStrrevExamples[] = {{R"(strrev("abc"))", R"("cba")"}};
constexpr Example kTrimspaceExamples[] = {{R"(trimspace("  hello\n\n"))", R"("hello")"}};
constexpr Example kTrimExamples[] = {{R"(trim("?!hello?!", "!?"))", R"("hello")"}};
constexpr Example kChompExamples[] = {{R"(chomp("hello\r\n\n"))", R"("hello")"}};
constexpr Example kTrimprefixExamples[] = {{R"(trimprefix("helloworld", "hello"))", R"("world")"}};
constexpr Example kTrimsuffixExamples[] = {{R"(trimsuffix("helloworld", "world"))", R"("hello")"}};
constexpr Example kSubstrExamples[] = {
    {R"(substr("hello world", 1, 4))", R"("ello")"}, {R"(substr("hello", -3, -1))", R"("llo")"}, {R"(substr("hello", 0.5, 1))", ""}};
constexpr Example kIndentExamples[] = {{R"(indent(2, "a\nb"))", "<<EOT\na\n  b\nEOT"}};
constexpr Example kJoinExamples[] = {{R"(join("-", ["a", "b"], ["c"]))", R"("a-b-c")"}, {R"(join("-", ["a", null]))", ""}};
constexpr Example kSplitExamples[] = {{R"(split(",", "a,b"))", "tolist([\n  \"a\",\n  \"b\",\n])"}};
constexpr Example kStartswithExamples[] = {{R"(startswith("hello world", "hello"))", "true"}};
constexpr Example kEndswithExamples[] = {{R"(endswith("hello world", "hello"))", "false"}};
constexpr Example kStrcontainsExamples[] = {{R"(strcontains("hello world", "wor"))", "true"}};

constexpr Function kFunctions[] = {
    {
        .name = "chomp",
        .summary = "The string without line ends at its end.",
        .parameters = kString,
        .result = Shape::String,
        .call = chomp,
        .examples = kChompExamples,
    },
    {
        .name = "endswith",
        .summary = "Whether a string ends with a given suffix.",
        .parameters = kStringAndSuffix,
        .result = Shape::Bool,
        .call = endswith,
        .examples = kEndswithExamples,
    },
    {
        .name = "indent",
        .summary = "The string with spaces put at the beginning of every line but the first.",
        .parameters = kSpacesAndString,
        .result = Shape::String,
        .call = indent,
        .examples = kIndentExamples,
    },
    {
        .name = "join",
        .summary = "The strings of one or more lists, put together with a separator between them.",
        .parameters = kSeparator,
        .rest = &kLists,
        .result = Shape::String,
        .call = join,
        .examples = kJoinExamples,
    },
    {
        .name = "lower",
        .summary = "The string in lower case.",
        .parameters = kDynamicString,
        .result = Shape::String,
        .call = lower,
        .examples = kLowerExamples,
    },
    {
        .name = "split",
        .summary = "The parts of a string between the occurrences of a separator.",
        .parameters = kSeparatorAndString,
        .result = Shape::ListOfString,
        .call = split,
        .examples = kSplitExamples,
    },
    {
        .name = "startswith",
        .summary = "Whether a string begins with a given prefix.",
        .parameters = kUnknownAndPrefix,
        .result = Shape::Bool,
        .call = startswith,
        .examples = kStartswithExamples,
    },
    {
        .name = "strcontains",
        .summary = "Whether a string holds another one.",
        .parameters = kStringAndSubstring,
        .result = Shape::Bool,
        .call = strcontains,
        .result_not_null = false,
        .examples = kStrcontainsExamples,
    },
    {
        .name = "strrev",
        .summary = "The characters of a string in reverse order.",
        .parameters = kDynamicString,
        .result = Shape::String,
        .call = strrev,
        .examples = kStrrevExamples,
    },
    {
        .name = "substr",
        .summary = "Part of a string by offset (from the end if negative) and length (to the end if negative), in characters.",
        .parameters = kStringOffsetLength,
        .result = Shape::String,
        .call = substr,
        .examples = kSubstrExamples,
    },
    {
        .name = "title",
        .summary = "The string with the first letter of each word in title case.",
        .parameters = kString,
        .result = Shape::String,
        .call = title,
        .examples = kTitleExamples,
    },
    {
        .name = "trim",
        .summary = "The string without any of the given characters at its beginning and end.",
        .parameters = kStringAndCutset,
        .result = Shape::String,
        .call = trim,
        .examples = kTrimExamples,
    },
    {
        .name = "trimprefix",
        .summary = "The string without the given prefix, where it has it.",
        .parameters = kStringAndPrefix,
        .result = Shape::String,
        .call = trimprefix,
        .examples = kTrimprefixExamples,
    },
    {
        .name = "trimspace",
        .summary = "The string without white space at its beginning and end.",
        .parameters = kString,
        .result = Shape::String,
        .call = trimspace,
        .examples = kTrimspaceExamples,
    },
    {
        .name = "trimsuffix",
        .summary = "The string without the given suffix, where it has it.",
        .parameters = kStringAndSuffix,
        .result = Shape::String,
        .call = trimsuffix,
        .examples = kTrimsuffixExamples,
    },
    {
        .name = "upper",
        .summary = "The string in upper case.",
        .parameters = kDynamicString,
        .result = Shape::String,
        .call = upper,
        .examples = kUpperExamples,
    },
};

}  // namespace

extern const FunctionTable table_string;
const FunctionTable table_string = {kFunctions};

}  // namespace wafpp::functions
