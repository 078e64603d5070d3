#include "documents/json_cursor.h"

#include <gtest/gtest.h>

#include <string>

namespace wafpp::documents {
namespace {

/// The names of an object with where their values begin and, of those called `read`, what they hold.
std::string walk(std::string_view text) {
  JsonCursor cursor(text);
  std::string result;
  if (!cursor.enter('{')) return "no object";
  while (auto name = cursor.next_member()) {
    result += name->text + "@" + std::to_string(cursor.position()) + " ";
    if (name->text != "read") {
      cursor.skip();
      continue;
    }
    std::optional<JsonDocument> value = cursor.read();
    if (value) result += "[" + std::string(text.substr(value->root().begin(), value->root().end() - value->root().begin())) + "] ";
  }
  if (cursor.failed()) return result + "! " + std::to_string(cursor.failure().at) + ": " + cursor.failure().message;
  return result + (cursor.at_end() ? "end" : "more");
}

TEST(JsonCursor, WalksWithoutATree) {
  EXPECT_EQ(walk(R"({})"), "end");
  EXPECT_EQ(walk(R"( { "a" : 1 , "b" : [ {"c": "}"} , [] ] } )"), "a@9 b@19 end");
  EXPECT_EQ(walk(R"({"a\u0041": "\"\\", "read": {"x": [1, 2]}, "z": null})"), "aA@12 read@28 [{\"x\": [1, 2]}] z@48 end");
  EXPECT_EQ(walk("\xEF\xBB\xBF{\"a\": true}"), "a@9 end");
  EXPECT_EQ(walk(R"({"a": "\\\\\""} x)"), "a@6 more");
  EXPECT_EQ(walk("[1]"), "no object");
}

TEST(JsonCursor, SaysWhereATextIsBroken) {
  EXPECT_EQ(walk(R"({"a": 1)"), "a@6 ! 7: the text ends where `,` or `}` is wanted");
  EXPECT_EQ(walk(R"({"a": [1, {"b": 2})"), "a@6 ! 6: the text ends inside of this value");
  EXPECT_EQ(walk(R"({"a": "x)"), "a@6 ! 6: the string is never closed");
  EXPECT_EQ(walk(R"({"a": "x\")"), "a@6 ! 6: the string is never closed");
  EXPECT_EQ(walk(R"({"a": [}]})"), "a@6 ! 7: this bracket closes nothing");
  EXPECT_EQ(walk(R"({"a" 1})"), "! 5: `:` is wanted here");
  EXPECT_EQ(walk(R"({"a": 1 "b": 2})"), "a@6 ! 8: `,` or `}` is wanted here");
  EXPECT_EQ(walk(R"({"a": })"), "a@6 ! 6: this bracket closes nothing");
  EXPECT_EQ(walk(R"({1: 2})"), "! 1: a name in quotes is wanted here");
  EXPECT_EQ(walk(R"({"read": {"x": 01}})"), "read@9 ! 16: `1` where `,` or `}` is wanted");
  EXPECT_EQ(walk(R"({"read": [1, 2)"), "read@9 ! 14: the text ends where `,` or `]` is wanted");
  EXPECT_EQ(walk("{\"a\": " + std::string(1000, '[')), "a@6 ! 518: nested deeper than 512 levels");
}

TEST(JsonCursor, EntersArrays) {
  JsonCursor cursor(R"([1, {"a": 2}, "x"])");
  ASSERT_TRUE(cursor.enter('['));
  std::string kinds;
  while (cursor.next_element()) {
    kinds += cursor.peek();
    EXPECT_FALSE(cursor.enter('['));
    cursor.skip();
  }
  EXPECT_EQ(kinds, "1{\"");
  EXPECT_FALSE(cursor.failed());
  EXPECT_TRUE(cursor.at_end());
}

}  // namespace
}  // namespace wafpp::documents
