#include "documents/json_stream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>

#include "documents/byte_stream.h"
#include "documents/json_shape.h"

namespace wafpp::documents {
namespace {

/// Gives a byte at a time, so that everything lies across the edge of the window once.
class Trickle : public ByteStream {
 public:
  explicit Trickle(std::string_view text) : text_(text) {}
  base::Result<size_t> read(char* to, size_t bytes) override {
    size_t count = std::min<size_t>({bytes, text_.size(), 1});
    std::memcpy(to, text_.data(), count);
    text_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view text_;
};

struct Broken {
  std::string_view text;
  uint32_t line;
  uint32_t column;
  std::string_view message;
};

const Broken kBroken[] = {
    {"", 1, 1, "the text ends where a value is wanted"},
    {"{\"a\": tru}", 1, 7, "`t` where a value is wanted"},
    {"{\"a\":\n \"x", 2, 2, "the string is never closed"},
    {"[1,\n2,]", 2, 3, "`]` where a value is wanted"},
    {"[1 2]", 1, 4, "`2` where `,` or `]` is wanted"},
    {"{\"a\" 1}", 1, 6, "`1` where `:` is wanted"},
    {"[\"\\x\"]", 1, 3, "no such escape in JSON"},
    {"[\"\\u12g4\"]", 1, 5, "`\\u` wants four hexadecimal digits"},
    {"[\"a\tb\"]", 1, 4, "a control character in a string has to be escaped"},
    {"[\"\xC3\xA4\xFF\"]", 1, 4, "the string is not UTF-8"},
    {"[01]", 1, 3, "`1` where `,` or `]` is wanted"},
    {"[1.]", 1, 4, "`]` where a digit is wanted"},
    {"[-]", 1, 3, "`]` where a digit is wanted"},
    {"{\"a\":{}", 1, 8, "the text ends where `,` or `}` is wanted"},
};

TEST(JsonStream, SaysWhereAndWhyItIsNoJson) {
  for (const Broken& broken : kBroken) {
    SCOPED_TRACE(broken.text);
    Trickle bytes(broken.text);
    JsonStream stream(bytes);
    EXPECT_FALSE(stream.skip());
    EXPECT_EQ(stream.failure().message, broken.message);
    EXPECT_EQ(stream.failure().place.line, broken.line);
    EXPECT_EQ(stream.failure().place.column, broken.column);
  }
}

TEST(JsonStream, WalksAcrossTheEdgeOfItsWindow) {
  Trickle bytes("\xEF\xBB\xBF{\"long name\":[12, {\"\\u00e4\": \"\\ud83d\\ude00\"}, \"x\"], \"n\": 345}\r\n");
  JsonStream stream(bytes);
  ASSERT_TRUE(stream.enter('{'));
  EXPECT_EQ(stream.next_member(), "long name");
  ASSERT_TRUE(stream.enter('['));
  ASSERT_TRUE(stream.next_element());
  EXPECT_EQ(stream.read()->root().number(), "12");
  ASSERT_TRUE(stream.next_element());
  {
    std::optional<JsonDocument> object = stream.read();
    ASSERT_TRUE(object.has_value());
    EXPECT_EQ(object->root().find("\xC3\xA4")->string(), "\xF0\x9F\x98\x80");
  }
  ASSERT_TRUE(stream.next_element());
  EXPECT_EQ(stream.read_string(10), "x");
  EXPECT_FALSE(stream.next_element());
  EXPECT_EQ(stream.next_member(), "n");
  EXPECT_EQ(stream.read()->root().number(), "345");
  EXPECT_EQ(stream.next_member(), std::nullopt);
  EXPECT_TRUE(stream.at_end());
  EXPECT_FALSE(stream.failed());
}

TEST(JsonStream, EndsAtItsLimits) {
  std::string deep(300, '[');
  std::unique_ptr<ByteStream> bytes = stream_of(deep);
  JsonStream stream(*bytes);
  EXPECT_FALSE(stream.skip());
  EXPECT_EQ(stream.failure().message, "nested deeper than 200 levels");
  std::string large = "[\"" + std::string(1000, 'x') + "\"]";
  bytes = stream_of(large);
  JsonStream narrow(*bytes, {.depth = 200, .value_bytes = 100});
  EXPECT_FALSE(narrow.read().has_value());
  EXPECT_TRUE(narrow.failed());
}

TEST(JsonShape, LooksAtTheFirstElementsTogether) {
  std::unique_ptr<ByteStream> bytes = stream_of(R"({"a":[null,{"b":1},{"c":{"d":"text"}}],"e":[]} {})");
  JsonStream stream(*bytes);
  std::optional<JsonShape> shape = shape_of(stream);
  ASSERT_TRUE(shape.has_value());
  EXPECT_EQ(shape->root(), JsonKind::Object);
  EXPECT_TRUE(shape->is("a[]", JsonKind::Object));
  EXPECT_EQ(shape->text("a[].b"), "1");
  EXPECT_EQ(shape->text("a[].c.d"), "text");
  EXPECT_TRUE(shape->has_elements("a"));
  EXPECT_FALSE(shape->has_elements("e"));
  ASSERT_TRUE(shape->second_document().has_value());
  EXPECT_EQ(shape->second_document()->column, 48U);
}

// Both made by the programs of these names from `hello\n`.
constexpr std::string_view kGzip("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xcb\x48\xcd\xc9\xc9\xe7\x02\x00\x20\x30\x3a\x36\x06\x00\x00\x00",
                                 26);
constexpr std::string_view kZstandard("\x28\xb5\x2f\xfd\x04\x58\x31\x00\x00\x68\x65\x6c\x6c\x6f\x0a\x53\x88\xbd\x91", 19);

std::string unpacked(std::string_view packed) {
  base::Result<std::string> text = read_all(*unpack(std::make_unique<Trickle>(packed), packing_of(packed)), 1000);
  return text ? *text : "error: " + text.error().message;
}

TEST(Unpack, GivesWhatWasPackedWholeOrNotAtAll) {
  EXPECT_EQ(unpacked(kGzip), "hello\n");
  EXPECT_EQ(unpacked(std::string(kGzip) + std::string(kGzip)), "hello\nhello\n");
  EXPECT_EQ(unpacked(kGzip.substr(0, 20)), "error: the gzip stream is cut off");
  std::string wrong(kGzip);
  wrong[19] = 'x';
  EXPECT_EQ(unpacked(wrong), "error: the gzip stream is broken");
  EXPECT_EQ(unpacked(kZstandard), "hello\n");
  EXPECT_EQ(unpacked(kZstandard.substr(0, 12)), "error: the Zstandard stream is cut off");
  EXPECT_EQ(unpacked("plain"), "plain");
}

/// Gives a few bytes at a time.
class Drops : public ByteStream {
 public:
  Drops(std::string_view text, size_t most) : text_(text), most_(most) {}
  base::Result<size_t> read(char* to, size_t bytes) override {
    size_t count = std::min({bytes, text_.size(), most_});
    std::memcpy(to, text_.data(), count);
    text_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view text_;
  size_t most_;
};

/// All that skipping says: where it stands at the end, or what is wrong, and where.
std::string skipped(std::string_view text, size_t at_a_time) {
  Drops bytes(text, at_a_time);
  JsonStream stream(bytes);
  bool is_good = stream.skip();
  EXPECT_EQ(is_good, !stream.failed());
  if (is_good) return "to " + std::to_string(stream.offset());
  const JsonStream::Failure& failure = stream.failure();
  return failure.message + " at " + std::to_string(failure.place.line) + ":" + std::to_string(failure.place.column);
}

TEST(JsonStream, SkipsTheSameWhereverTheWindowEnds) {
  const std::string_view kTexts[] = {
      R"({"a":[1,-2,3.5,1e9,0,-0.0E+1, 10 ],"b" : {"c":"x\ny\u00e4\\","d":true},"e":[null,false,[],{}, [ ] ,{ }]})",
      "{\"sch\xC3\xB6n\":\"\xE2\x82\xAC\xF0\x9F\x98\x80\",\r\n\t\"\":\"\"}",
      "[\"a rather long text without anything special in it, so that whole blocks of it are passed\",\"\\\"\",\"\\\\\"]",
      "\"text\" ",
      "12 ",
      "true",
  };
  // Bytes that mean something to JSON, and some that mean something to UTF-8.
  constexpr std::string_view kBytes = "{}[]:,\"\\ \n0195-+.eEtfnu\x01\x80\xC3\xFF/b";
  std::mt19937 random(1);
  for (std::string_view text : kTexts) {
    for (int round = 0; round < 150; ++round) {
      std::string changed(text);
      for (uint_fast32_t changes = random() % 3; changes > 0; --changes) {
        size_t at = random() % changed.size();
        char byte = kBytes[random() % kBytes.size()];
        switch (random() % 3) {
          case 0:
            changed[at] = byte;
            break;
          case 1:
            changed.insert(at, 1, byte);
            break;
          default:
            changed.resize(at + 1);
        }
      }
      // A byte at a time, nothing is ever plain to the end: that is the careful way alone.
      std::string wanted = skipped(changed, 1);
      for (size_t at_a_time : {2U, 7U, 100'000U}) ASSERT_EQ(skipped(changed, at_a_time), wanted) << testing::PrintToString(changed);
    }
  }
}

}  // namespace
}  // namespace wafpp::documents
