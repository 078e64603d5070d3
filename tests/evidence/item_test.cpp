#include "evidence/item.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace wafpp::evidence {
namespace {

auto all_of(const Component& c) { return std::tie(c.purl, c.name, c.version, c.ref, c.type, c.supplier, c.sha256); }

/// Components with this many texts to choose from for each field, so that with few of them most are twins of others.
void fill(Item& item, size_t count, unsigned choices, unsigned seed) {
  std::mt19937 random(seed);
  auto text = [&](std::string_view start) {
    auto which = static_cast<unsigned>(random() % choices);
    return which == 0 ? std::string_view() : item.keep(std::string(start) + std::to_string(which));
  };
  for (size_t at = 0; at < count; ++at) {
    Component component;
    component.purl = text("pkg:npm/a-long-beginning/");
    component.name = text("name ");
    component.version = text("");
    component.ref = text("ref ");
    component.type = text("type ");
    component.sha256 = item.copy(std::to_string(at % (2 * choices)));
    item.components.push_back(component);
  }
}

TEST(Item, PutsComponentsWhereAPlainSortDoes) {
  for (unsigned choices : {1U, 2U, 3U, 50U}) {
    for (size_t count : {0U, 1U, 2U, 16U, 17U, 300U}) {
      SCOPED_TRACE(std::to_string(choices) + " choices, " + std::to_string(count) + " components");
      Item item;
      fill(item, count, choices, choices + static_cast<unsigned>(count));
      std::vector<Component> wanted = item.components;
      std::sort(wanted.begin(), wanted.end(), [](const Component& a, const Component& b) {
        return std::tie(a.purl, a.name, a.version, a.ref) < std::tie(b.purl, b.name, b.version, b.ref);
      });
      Item known;
      known.components = item.components;
      known.component_order = order_for_output(known.components);
      sort_for_output(item);
      sort_for_output(known);
      ASSERT_EQ(item.components.size(), wanted.size());
      for (size_t at = 0; at < wanted.size(); ++at) {
        ASSERT_EQ(all_of(item.components[at]), all_of(wanted[at])) << at;
        ASSERT_EQ(all_of(known.components[at]), all_of(wanted[at])) << at;
      }
    }
  }
}

TEST(Item, KeepsEqualTextsOnceAndTakesShortOnesAsTheyCome) {
  Item item;
  std::string text(100, 'x');
  EXPECT_EQ(item.keep(text).data(), item.keep(std::string(text)).data());
  EXPECT_EQ(item.take(text).data(), item.keep(text).data());
  EXPECT_EQ(item.take("short"), "short");
  EXPECT_EQ(item.take(""), "");
  ASSERT_EQ(item.keep_one("one").size(), 1U);
  EXPECT_EQ(item.keep_one("one").front().data(), item.keep("one").data());
}

TEST(TextSet, KnowsWhatItHas) {
  base::Arena arena;
  TextSet set;
  EXPECT_FALSE(set.contains("a"));
  for (int at = 0; at < 1000; ++at) set.insert(std::to_string(at), arena);
  EXPECT_TRUE(set.contains("0"));
  EXPECT_TRUE(set.contains("999"));
  EXPECT_FALSE(set.contains("1000"));
  EXPECT_FALSE(set.contains(""));
}

}  // namespace
}  // namespace wafpp::evidence
