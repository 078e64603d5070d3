#include "base/text_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "base/arrange.h"

namespace wafpp::base {
namespace {

void expect_sorted(const std::vector<std::string>& texts) {
  std::vector<OrderedText> order;
  for (uint32_t index = 0; index < texts.size(); ++index) order.emplace_back(texts[index], index);
  sort_texts(order);
  std::vector<uint32_t> wanted(texts.size());
  for (uint32_t index = 0; index < texts.size(); ++index) wanted[index] = index;
  std::stable_sort(wanted.begin(), wanted.end(), [&](uint32_t a, uint32_t b) { return texts[a] < texts[b]; });
  ASSERT_EQ(order.size(), wanted.size());
  for (size_t at = 0; at < wanted.size(); ++at) {
    ASSERT_EQ(order[at].index(), wanted[at]) << at;
    ASSERT_EQ(order[at].text(), texts[wanted[at]]);
  }
}

TEST(TextOrder, IsThatOfBytes) {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    size_t count = random() % 100;
    size_t longest = 1 + random() % 40;
    // Few letters, so that many begin alike; zero bytes, which are less than an end is not; and bytes that are negative as `char`.
    const std::string letters("\0a\xFFz", 1 + random() % 4);
    std::string beginning(random() % 20, 'p');
    std::vector<std::string> texts(count);
    for (std::string& text : texts) {
      text = random() % 10 == 0 ? std::string() : beginning;
      for (size_t length = random() % longest; length > 0; --length) text += letters[random() % letters.size()];
    }
    ASSERT_NO_FATAL_FAILURE(expect_sorted(texts));
  }
}

TEST(TextOrder, OfOneTextWithinTheNextIsAList) {
  std::vector<std::string> texts;
  for (size_t length = 0; length < 2000; ++length) texts.emplace_back(2000 - length, 'a');
  expect_sorted(texts);
}

TEST(TextOrder, OfOneTextManyTimesIsTheOldOne) { expect_sorted(std::vector<std::string>(1000, "pkg:npm/the-same-name@1.0.0")); }

TEST(Arrange, PutsEachWhereTheOrderSays) {
  std::mt19937 random(1);
  for (size_t count = 0; count < 50; ++count) {
    std::vector<uint32_t> order(count);
    std::vector<std::string> items(count);
    for (uint32_t at = 0; at < count; ++at) {
      order[at] = at;
      items[at] = std::to_string(at);
    }
    std::shuffle(order.begin(), order.end(), random);
    arrange(items, order);
    for (size_t at = 0; at < count; ++at) EXPECT_EQ(items[at], std::to_string(order[at]));
  }
}

}  // namespace
}  // namespace wafpp::base
