#include "base/unicode.h"

#include <gtest/gtest.h>

namespace wafpp::base {
namespace {

TEST(Identifier, IsAsHclReadsNames) {
  for (std::string_view name : {"a", "_", "_a-1", "aws_kms_key", "A9", "r\xC3\xA9gion", "\xE5\x90\x8D", "a-", "a_b-c"})
    EXPECT_TRUE(is_identifier(name)) << name;
  for (std::string_view name : {"", "-a", "1a", "a.b", "a b", "a\xFF", "\xC3", "a$", "\xE2\x82\xAC"})
    EXPECT_FALSE(is_identifier(name)) << name;
  EXPECT_FALSE(is_identifier(std::string_view("a\0", 2)));
}

}  // namespace
}  // namespace wafpp::base
