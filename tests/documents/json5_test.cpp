#include "documents/json5.h"

#include <gtest/gtest.h>

#include <string>

namespace wafpp::documents {
namespace {

std::string shown(const JsonValue& value) {
  switch (value.kind()) {
    case JsonKind::Null:
      return "null";
    case JsonKind::Bool:
      return value.is_true() ? "true" : "false";
    case JsonKind::Number:
      return std::string(value.number());
    case JsonKind::String:
      return "'" + std::string(value.string()) + "'";
    case JsonKind::Array: {
      std::string text = "[";
      for (const JsonValue& element : value.elements()) text += (text.size() > 1 ? "," : "") + shown(element);
      return text + "]";
    }
    case JsonKind::Object: {
      std::string text = "{";
      for (const JsonMember& member : value.members())
        text += (text.size() > 1 ? "," : "") + std::string(member.name) + ":" + shown(member.value);
      return text + "}";
    }
  }
  return {};
}

/// What a text holds, or `at: message`.
std::string read(std::string_view text, const JsonLimits& limits = kJson5Limits) {
  JsonFailure failure;
  std::optional<JsonDocument> document = parse_json5(text, failure, limits);
  return document ? shown(document->root()) : std::to_string(failure.at) + ": " + failure.message;
}

TEST(Json5, IsJsonAndMore) {
  EXPECT_EQ(read(R"({"a": [1, -2.5e3, true, null], "b\u00e4": "x\n"})"), "{a:[1,-2.5e3,true,null],b\xC3\xA4:'x\n'}");
  EXPECT_EQ(read("// head\n{a: 'it\\'s', $b_1: \"\\x41\", 'c d': [1,2,],}/* tail */"), "{a:'it's',$b_1:'A',c d:[1,2]}");
  EXPECT_EQ(read("[+1, .5, 5., 0xFF, -Infinity, NaN, 1e3]"), "[+1,.5,5.,0xFF,-Infinity,NaN,1e3]");
  EXPECT_EQ(read("'a\\\nb\\\r\nc'"), "'abc'");
  EXPECT_EQ(read("'\\ud83d\\ude00'"), "'\xF0\x9F\x98\x80'");
  EXPECT_EQ(read("\xEF\xBB\xBF{}"), "{}");
  EXPECT_EQ(read("{\xC3\xA4: 1}"), "{\xC3\xA4:1}");
}

TEST(Json5, PlacesCountInTheText) {
  std::string_view text = "// x\n{a: /* y */ [1, 'b']}";
  JsonFailure failure;
  std::optional<JsonDocument> document = parse_json5(text, failure);
  ASSERT_TRUE(document);
  const JsonMember& member = document->root().members()[0];
  EXPECT_EQ(text.substr(member.name_begin, member.name_end - member.name_begin), "a");
  const JsonValue& second = member.value.elements()[1];
  EXPECT_EQ(text.substr(second.begin(), second.end() - second.begin()), "'b'");
}

TEST(Json5, SaysWhereATextIsBroken) {
  EXPECT_EQ(read(""), "0: the text ends where a value is wanted");
  EXPECT_EQ(read("{a 1}"), "3: `1` where `:` is wanted");
  EXPECT_EQ(read("{a: 1 b: 2}"), "6: `b` where `,` or `}` is wanted");
  EXPECT_EQ(read("[1,,2]"), "3: `,` where a value is wanted");
  EXPECT_EQ(read("[1"), "2: the text ends where `,` or `]` is wanted");
  EXPECT_EQ(read("{a: 1,"), "6: the text ends where a name is wanted");
  EXPECT_EQ(read("{a: 1, a: 2}"), "0: `a` is in this object twice: which one holds?");
  EXPECT_EQ(read("{'': 1, '': 2}"), "0: `` is in this object twice: which one holds?");
  EXPECT_EQ(read("/* {}"), "0: the comment is never closed");
  EXPECT_EQ(read("'a\nb'"), "0: the string is never closed");
  EXPECT_EQ(read("'\\u12'"), "3: 4 hexadecimal digits are wanted");
  EXPECT_EQ(read("'\\1'"), "1: no such escape in JSON5");
  EXPECT_EQ(read("{} {}"), "3: something follows the end of the value");
  EXPECT_EQ(read("01"), "0: a number does not begin with 0");
  EXPECT_EQ(read("1px"), "1: `p` where the end of the number is wanted");
  EXPECT_EQ(read("{a: undefined}"), "4: `u` where a value is wanted");
  EXPECT_EQ(read("'\xFF'"), "1: the text is not UTF-8");
}

TEST(Json5, HasLimits) {
  EXPECT_EQ(read(std::string(300, '['), kJson5Limits), "200: nested deeper than 200 levels");
  EXPECT_EQ(read("[[1]]", {.depth = 1, .bytes = 100}), "1: nested deeper than 1 levels");
  EXPECT_EQ(read("[1,2]", {.depth = 9, .bytes = 3}), "0: 5 bytes of JSON5, over the limit of 3");
}

}  // namespace
}  // namespace wafpp::documents
