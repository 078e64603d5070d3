#include "documents/byte_scan.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace wafpp::documents {
namespace {

size_t naive_plain(std::string_view text) {
  size_t at = 0;
  while (at < text.size() && by_words::is_plain(text[at])) ++at;
  return at;
}

size_t naive_feeds(std::string_view text) {
  size_t count = 0;
  for (char byte : text) count += byte == '\n' ? 1U : 0U;
  return count;
}

size_t naive_points(std::string_view text) {
  size_t count = 0;
  for (char byte : text) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80 ? 1U : 0U;
  return count;
}

void expect_same(std::string_view text) {
  size_t plain = naive_plain(text);
  size_t feeds = naive_feeds(text);
  size_t points = naive_points(text);
  ASSERT_EQ(plain_prefix(text), plain) << testing::PrintToString(text);
  ASSERT_EQ(by_words::plain_prefix(text), plain) << testing::PrintToString(text);
  ASSERT_EQ(line_feeds(text), feeds) << testing::PrintToString(text);
  ASSERT_EQ(by_words::line_feeds(text), feeds) << testing::PrintToString(text);
  ASSERT_EQ(code_points(text), points) << testing::PrintToString(text);
  ASSERT_EQ(by_words::code_points(text), points) << testing::PrintToString(text);
}

TEST(ByteScan, EveryByteAtEveryPlaceOfABlock) {
  constexpr size_t kLength = 40;
  for (unsigned code = 0; code < 256; ++code) {
    for (size_t at = 0; at < kLength; ++at) {
      std::string text(kLength, 'a');
      text[at] = static_cast<char>(code);
      ASSERT_NO_FATAL_FAILURE(expect_same(text));
    }
  }
}

TEST(ByteScan, AnyBytesOfAnyLengthFromAnyPlaceOn) {
  std::mt19937 random(1);
  const std::string some("az09 ~\x7F\n\t\"\\\x1F\x20\x80\xBF\xC0\xFF\0!#[]", 23);
  for (int round = 0; round < 300; ++round) {
    std::string text(random() % 200, 'x');
    // Most of it plain, so that the first special byte is far from the beginning, too.
    for (char& byte : text) {
      if (random() % 20 == 0) byte = some[random() % some.size()];
    }
    for (size_t begin = 0; begin < std::min<size_t>(text.size(), 17); ++begin) {
      ASSERT_NO_FATAL_FAILURE(expect_same(std::string_view(text).substr(begin)));
    }
  }
}

TEST(ByteScan, CountsMoreThanAByteHolds) {
  // 255 blocks are what the counter of a block takes.
  for (size_t blocks : {254U, 255U, 256U, 511U, 1021U}) {
    for (char byte : {'\n', '\x80', 'a'}) ASSERT_NO_FATAL_FAILURE(expect_same(std::string(blocks * 16 + 5, byte)));
  }
}

}  // namespace
}  // namespace wafpp::documents
