#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "base/unicode.h"
#include "functions/arguments.h"
#include "functions/base64.h"
#include "functions/csv.h"
#include "functions/gzip.h"
#include "functions/text_encoding.h"
#include "functions/url.h"
#include "value/json.h"
#include "value/quote.h"

/// Text in other forms and back: base64, compression, character encodings, URLs, CSV, JSON.
namespace wafpp::functions {

namespace {

/// As Terraform names an argument in a message.
std::string shown(const Value& argument) {
  return argument.is_sensitive() ? "(sensitive value)" : value::quote(argument.unmark().as_string());
}

tl::expected<std::string, FunctionError> base64_argument(const Value& argument) {
  auto bytes = from_base64(argument.as_string());
  if (!bytes) return refuse(fmt::format("failed to decode base64 data {}", shown(argument)));
  return std::move(*bytes);
}

Outcome base64encode(std::span<const Value> args, Type, Context& context) {
  if (auto within = within_string_limit(base64_size(args[0].as_string().size()), context); !within) return tl::unexpected(within.error());
  return Value::string_nfc(to_base64(args[0].as_string()));
}

Outcome base64decode(std::span<const Value> args, Type, Context&) {
  WAFPP_TRY(std::string bytes, base64_argument(args[0]));
  if (!base::is_valid_utf8(bytes)) return refuse("the result of decoding the provided string is not valid UTF-8");
  return Value::string(bytes).with_marks(args[0].marks());
}

Outcome base64gzip(std::span<const Value> args, Type, Context& context) {
  WAFPP_TRY(std::string packed, gzip(args[0].as_string()));
  if (auto within = within_string_limit(base64_size(packed.size()), context); !within) return tl::unexpected(within.error());
  return Value::string_nfc(to_base64(packed));
}

Outcome base64gunzip(std::span<const Value> args, Type, Context& context) {
  WAFPP_TRY(std::string packed, base64_argument(args[0]));
  WAFPP_TRY(std::string bytes, gunzip(packed, context.max_string));
  return Value::string(bytes).with_marks(args[0].marks());
}

tl::expected<TextEncoding, FunctionError> encoding_argument(const Value& argument) {
  if (auto found = find_text_encoding(argument.as_string())) return *found;
  return refuse(
      1, fmt::format("{} is not a supported IANA encoding name or alias in this Terraform version", value::quote(argument.as_string())));
}

Outcome textencodebase64(std::span<const Value> args, Type, Context& context) {
  WAFPP_TRY(TextEncoding encoding, encoding_argument(args[1]));
  WAFPP_TRY(auto bytes, encoding.encode(args[0].as_string()));
  if (!bytes) return refuse(0, fmt::format("the given string contains characters that cannot be represented in {}", encoding.name()));
  if (auto within = within_string_limit(base64_size(bytes->size()), context); !within) return tl::unexpected(within.error());
  return Value::string_nfc(to_base64(*bytes));
}

Outcome textdecodebase64(std::span<const Value> args, Type, Context& context) {
  WAFPP_TRY(TextEncoding encoding, encoding_argument(args[1]));
  auto bytes = from_base64(args[0].as_string());
  if (!bytes) return refuse(0, fmt::format("the given value is has an invalid base64 symbol at offset {}", bytes.error()));
  WAFPP_TRY(auto text, encoding.decode(*bytes));
  if (!text) return refuse(0, fmt::format("the given string contains symbols that are not defined for {}", encoding.name()));
  if (auto within = within_string_limit(text->size(), context); !within) return tl::unexpected(within.error());
  return Value::string(*text);
}

Outcome urlencode(std::span<const Value> args, Type, Context& context) {
  std::string result = escape_query(args[0].as_string());
  if (auto within = within_string_limit(result.size(), context); !within) return tl::unexpected(within.error());
  return Value::string_nfc(result);
}

Outcome urldecode(std::span<const Value> args, Type, Context&) {
  auto bytes = unescape_query(args[0].as_string());
  if (!bytes) return refuse(fmt::format("failed to decode URL {}: {}", shown(args[0]), bytes.error()));
  if (!base::is_valid_utf8(*bytes)) return refuse("the result of decoding the provided string is not valid UTF-8");
  return Value::string(*bytes).with_marks(args[0].marks());
}

Outcome csvdecode(std::span<const Value> args, Type, Context& context) {
  CsvReader reader(args[0].as_string());
  WAFPP_TRY(std::vector<std::string> header, reader.next());
  if (header.empty()) return refuse("missing header line");
  std::vector<Value> names;
  std::vector<Member> types;
  std::unordered_set<std::string_view> seen;
  for (const std::string& column : header) {
    names.push_back(Value::string(column));
    if (!seen.insert(column).second) return refuse(fmt::format("duplicate column name {}", value::quote(column)));
    types.push_back({names.back(), Value::null(Type::string())});
  }
  Type row_type = Value::object(std::move(types)).type();

  std::vector<Value> rows;
  uint64_t cells = 0;
  for (;;) {
    WAFPP_TRY(std::vector<std::string> record, reader.next());
    if (record.empty()) break;
    cells += record.size();
    if (auto within = within_element_limit(cells, context); !within) return tl::unexpected(within.error());
    std::vector<Member> members;
    for (size_t i = 0; i < record.size(); ++i) members.push_back({names[i], Value::string(record[i])});
    rows.push_back(Value::object(std::move(members)));
  }
  return Value::list(row_type, std::move(rows));
}

tl::expected<Type, FunctionError> type_of_json(std::span<const Value> args) {
  const Refinement* known = args[0].refinement();
  if (known == nullptr) return Type::dynamic();
  // What the text begins with tells the type, or that it is no JSON.
  std::string_view prefix = known->prefix;
  prefix.remove_prefix(std::min(prefix.find_first_not_of(" \t\r\n"), prefix.size()));
  if (prefix.empty()) return Type::dynamic();
  switch (prefix[0]) {
    case '{':
    case '[':
    case 'n':
      return Type::dynamic();
    case '"':
      return Type::string();
    case 't':
    case 'f':
      return Type::boolean();
    default:
      break;
  }
  if (prefix[0] == '-' || (prefix[0] >= '0' && prefix[0] <= '9')) return Type::number();
  std::string_view first = prefix.substr(0, base::decode(prefix, 0).size);
  return refuse(0, fmt::format("a JSON document cannot begin with the character '{}'", first));
}

Outcome jsondecode(std::span<const Value> args, Type, Context& context) {
  std::string_view text = args[0].as_string();
  // Every value stands behind one of these, but for the first; some may stand in strings.
  auto separators = std::ranges::count_if(text, [](char c) { return c == ',' || c == '[' || c == '{'; });
  if (auto within = within_element_limit(static_cast<uint64_t>(separators), context); !within) return tl::unexpected(within.error());
  auto decoded = value::from_json(text);
  if (!decoded) return refuse(decoded.error().message);
  return std::move(*decoded);
}

/// With what the JSON of a value of this kind begins that is not null.
std::string_view first_character(TypeKind kind) {
  switch (kind) {
    case TypeKind::Map:
    case TypeKind::Object:
      return "{";
    case TypeKind::List:
    case TypeKind::Set:
    case TypeKind::Tuple:
      return "[";
    case TypeKind::String:
      return "\"";
    case TypeKind::Dynamic:
    case TypeKind::Bool:
    case TypeKind::Number:
      break;
  }
  return "";
}

Outcome jsonencode(std::span<const Value> args, Type, Context& context) {
  if (!args[0].is_wholly_known()) {
    Refinement known = {.not_null = true};
    if (args[0].is_never_null()) known.prefix = first_character(args[0].kind());
    if (known.prefix == "{" || known.prefix == "[") known.outline = value::json_outline(args[0], value::kLongestOutline);
    return Value::unknown(Type::string(), std::move(known));
  }
  auto text = value::to_json_within(args[0], context.max_string);
  if (!text) {
    switch (text.error()) {
      case value::JsonFailure::Infinity:
        return refuse("cannot serialize infinity as JSON");
      case value::JsonFailure::TooLong:
        return over_limit(fmt::format("the JSON would have more than {} bytes", context.max_string));
    }
  }
  return Value::string(*text);
}

constexpr Parameter kString[] = {{.name = "str", .shape = Shape::String}};
constexpr Parameter kMarkedString[] = {{.name = "str", .shape = Shape::String, .allow_marked = true}};
constexpr Parameter kStringAndEncoding[] = {{.name = "string", .shape = Shape::String}, {.name = "encoding", .shape = Shape::String}};
constexpr Parameter kSourceAndEncoding[] = {{.name = "source", .shape = Shape::String}, {.name = "encoding", .shape = Shape::String}};
constexpr Parameter kValue[] = {{.name = "val", .allow_null = true, .allow_unknown = true, .allow_dynamic = true}};

constexpr Example kBase64decodeExamples[] = {{R"(base64decode("SGVsbG8="))", R"("Hello")"}, {R"(base64decode("/w=="))", ""}};
constexpr Example kBase64encodeExamples[] = {{R"(base64encode("Hello"))", R"("SGVsbG8=")"}};
constexpr Example kBase64gunzipExamples[] = {{R"(base64gunzip(base64gzip("hello")))", R"("hello")"}, {R"(base64gunzip("SGVsbG8="))", ""}};
constexpr Example kBase64gzipExamples[] = {
    {R"(base64gzip("hello world"))", R"("H4sIAAAAAAAA/8pIzcnJVyjPL8pJAQAAAP//AQAA//+FEUoNCwAAAA==")"}};
constexpr Example kCsvdecodeExamples[] = {{R"(csvdecode("a,b\n1,2"))", "tolist([\n  {\n    \"a\" = \"1\"\n    \"b\" = \"2\"\n  },\n])"},
                                          {R"(csvdecode("a,b\n1"))", ""}};
constexpr Example kJsondecodeExamples[] = {{R"(jsondecode("{\"a\":[1,null]}"))", "{\n  \"a\" = [\n    1,\n    null,\n  ]\n}"},
                                           {R"(jsondecode("[1,]"))", ""}};
constexpr Example kJsonencodeExamples[] = {{R"(jsonencode({b = "<", a = [1, true]}))", R"("{\"a\":[1,true],\"b\":\"\\u003c\"}")"}};
constexpr Example kTextdecodebase64Examples[] = {{R"(textdecodebase64("SABpAA==", "UTF-16LE"))", R"("Hi")"}};
constexpr Example kTextencodebase64Examples[] = {{R"(textencodebase64("Hi", "UTF-16LE"))", R"("SABpAA==")"},
                                                 {R"(textencodebase64("日", "ISO-8859-1"))", ""}};
constexpr Example kUrldecodeExamples[] = {{R"(urldecode("a%2Bb+c"))", R"("a+b c")"}, {R"(urldecode("%zz"))", ""}};
constexpr Example kUrlencodeExamples[] = {{R"(urlencode("a+b c/é"))", R"("a%2Bb+c%2F%C3%A9")"}};

constexpr Function kFunctions[] = {
    {
        .name = "base64decode",
        .summary = "The text that a string in base64 holds, which must be UTF-8.",
        .parameters = kMarkedString,
        .result = Shape::String,
        .call = base64decode,
        .examples = kBase64decodeExamples,
    },
    {
        .name = "base64encode",
        .summary = "The UTF-8 bytes of a string in base64.",
        .parameters = kString,
        .result = Shape::String,
        .call = base64encode,
        .examples = kBase64encodeExamples,
    },
    {
        .name = "base64gunzip",
        .summary = "The text that a gzip stream in base64 holds (OpenTofu has this function, Terraform has not).",
        .parameters = kMarkedString,
        .result = Shape::String,
        .call = base64gunzip,
        .examples = kBase64gunzipExamples,
    },
    {
        .name = "base64gzip",
        .summary = "A string, compressed with gzip, in base64.",
        .parameters = kString,
        .result = Shape::String,
        .call = base64gzip,
        .examples = kBase64gzipExamples,
    },
    {
        .name = "csvdecode",
        .summary = "The rows of a text in CSV as a list of objects, whose attributes the first row names.",
        .parameters = kString,
        .call = csvdecode,
        .examples = kCsvdecodeExamples,
    },
    {
        .name = "jsondecode",
        .summary = "The value that a text in JSON stands for.",
        .parameters = kString,
        .result_type = type_of_json,
        .call = jsondecode,
        .result_not_null = false,
        .examples = kJsondecodeExamples,
    },
    {
        .name = "jsonencode",
        .summary = "A value as JSON.",
        .parameters = kValue,
        .result = Shape::String,
        .call = jsonencode,
        .examples = kJsonencodeExamples,
    },
    {
        .name = "textdecodebase64",
        .summary = "The text that a string in base64 holds in a character encoding, which is named as IANA does.",
        .parameters = kSourceAndEncoding,
        .result = Shape::String,
        .call = textdecodebase64,
        .examples = kTextdecodebase64Examples,
    },
    {
        .name = "textencodebase64",
        .summary = "A string in a character encoding, which is named as IANA does, in base64.",
        .parameters = kStringAndEncoding,
        .result = Shape::String,
        .call = textencodebase64,
        .examples = kTextencodebase64Examples,
    },
    {
        .name = "urldecode",
        .summary = "The text that a string encoded for a URL's query holds (OpenTofu has this function, Terraform has not).",
        .parameters = kMarkedString,
        .result = Shape::String,
        .call = urldecode,
        .examples = kUrldecodeExamples,
    },
    {
        .name = "urlencode",
        .summary = "A string encoded so that it can stand in a URL's query.",
        .parameters = kString,
        .result = Shape::String,
        .call = urlencode,
        .examples = kUrlencodeExamples,
    },
};

}  // namespace

extern const FunctionTable table_encoding;
const FunctionTable table_encoding = {kFunctions};

}  // namespace wafpp::functions
