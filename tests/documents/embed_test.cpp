#include "documents/embed.h"

#include <gtest/gtest.h>

#include <span>
#include <string_view>

namespace wafpp::documents {

std::span<const EmbeddedFile> test_files();

namespace {

using std::string_view_literals::operator""sv;

TEST(Embed, FilesAreInTheProgramAsTheyAre) {
  std::span<const EmbeddedFile> files = test_files();
  ASSERT_EQ(files.size(), 3);
  EXPECT_EQ(files[0].path, "empty.txt");
  EXPECT_EQ(files[0].contents(), "");
  EXPECT_EQ(files[1].path, "folder/bytes.bin");
  EXPECT_EQ(files[1].contents(), "a\0b\"\\\n\xff"sv);
  EXPECT_EQ(files[2].path, "one.txt");
  EXPECT_EQ(files[2].contents(), "one\n");
}

}  // namespace
}  // namespace wafpp::documents
