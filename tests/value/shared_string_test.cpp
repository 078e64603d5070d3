#include "value/shared_string.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>

namespace wafpp::value {
namespace {

TEST(SharedString, IsTheTextItWasAskedFor) {
  // Many more than there are places, twice: whatever was kept, the text is the one that was asked for.
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 5'000; ++i) {
      std::string text = "attribute_" + std::to_string(i);
      Value value = shared_string(text);
      ASSERT_EQ(value.kind(), TypeKind::String);
      ASSERT_EQ(value.as_string(), text);
      ASSERT_TRUE(value.origin().empty());
      ASSERT_EQ(value.marks(), kNoMark);
    }
  }
  EXPECT_EQ(shared_string("").as_string(), "");
  EXPECT_EQ(shared_string(std::string(1'000, 'x')).as_string(), std::string(1'000, 'x'));
}

TEST(SharedString, IsNormalised) {
  EXPECT_EQ(shared_string("e\xCC\x81").as_string(), "\xC3\xA9");
  EXPECT_EQ(shared_string("e\xCC\x81").as_string(), "\xC3\xA9");
  EXPECT_EQ(shared_string("\xFF").as_string(), "\xEF\xBF\xBD");
}

TEST(SharedString, WhatIsDoneToOneIsNotDoneToTheNext) {
  diag::Place place{1, 2, 3};
  Value marked = shared_string("password").add_marks(kSensitive).with_origin(Origin::written(&place));
  EXPECT_TRUE(marked.is_sensitive());
  EXPECT_FALSE(shared_string("password").is_sensitive());
  EXPECT_TRUE(shared_string("password").origin().empty());
}

TEST(SharedString, OutlivesItsThread) {
  Value kept;
  std::thread([&] { kept = shared_string("of another thread"); }).join();
  EXPECT_EQ(kept.as_string(), "of another thread");
}

}  // namespace
}  // namespace wafpp::value
