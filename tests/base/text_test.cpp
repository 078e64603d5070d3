#include "base/text.h"

#include <gtest/gtest.h>

namespace wafpp::base {
namespace {

TEST(Text, IsCounted) {
  EXPECT_EQ(counted(0, "file", "files"), "0 files");
  EXPECT_EQ(counted(1, "file", "files"), "1 file");
  EXPECT_EQ(counted(2, "file", "files"), "2 files");
}

TEST(Text, IsWrappedAtItsWidth) {
  EXPECT_EQ(wrapped("one two three four five six", 23, "- ", "  "), "- one two three four\n  five six\n");
  // However narrow the terminal, words get twenty columns.
  EXPECT_EQ(wrapped("one two three four five six", 5, "- ", "  "), "- one two three four\n  five six\n");
  EXPECT_EQ(wrap(" one\n two ", 20), (std::vector<std::string>{"one two"}));
  EXPECT_TRUE(wrap(" ", 20).empty());
  EXPECT_EQ(wrap("longer than that", 3), (std::vector<std::string>{"longer", "than", "that"}));
}

TEST(Text, IsTakenLineByLine) {
  std::string_view rest = "one\n\nthree";
  EXPECT_EQ(next_line(rest), "one");
  EXPECT_EQ(next_line(rest), "");
  EXPECT_EQ(next_line(rest), "three");
  EXPECT_TRUE(rest.empty());
  std::string_view ended = "one\n";
  EXPECT_EQ(next_line(ended), "one");
  EXPECT_TRUE(ended.empty());
}

TEST(Text, IsPaddedByColumns) {
  EXPECT_EQ(padded("é", 3), "é  ");
  EXPECT_EQ(padded("longer", 3), "longer");
}

}  // namespace
}  // namespace wafpp::base
