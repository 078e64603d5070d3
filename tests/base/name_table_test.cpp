#include "base/name_table.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace wafpp::base {
namespace {

TEST(NameTable, FindsWhatWasAddedAndNothingElse) {
  std::vector<std::string> names;
  for (int i = 0; i < 500; ++i) names.push_back("aws_resource_" + std::to_string(i) + (i % 3 == 0 ? "_configuration" : ""));
  names.push_back("");
  names.push_back("a");
  names.push_back(std::string("a\0", 2));
  NameTable<std::string> table;  // Grows as it is filled.
  for (const std::string& name : names) table.add(name, &name);
  for (const std::string& name : names) EXPECT_EQ(table.find(name), &name) << name;
  EXPECT_EQ(table.find("aws_resource_500"), nullptr);
  EXPECT_EQ(table.find("b"), nullptr);
  EXPECT_EQ(NameTable<std::string>().find("a"), nullptr);
}

TEST(NameTable, KeepsTheFirstOfAName) {
  int first = 1;
  int second = 2;
  NameTable<int> table(1);
  table.add("same", &first);
  table.add("same", &second);
  EXPECT_EQ(table.find("same"), &first);
}

TEST(NameTable, FindsNamesWhoseEndsAreTheSame) {
  // Eight bytes at either end and the size go into the hash: these differ in the middle alone.
  std::vector<std::string> names;
  for (char c = 'a'; c <= 'z'; ++c) names.push_back(std::string("beginning") + c + "endending");
  NameTable<std::string> table(names.size());
  for (const std::string& name : names) table.add(name, &name);
  for (const std::string& name : names) EXPECT_EQ(table.find(name), &name);
}

TEST(NameHead, SortsAsTheNamesDo) {
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    auto make = [&] {
      std::string text(random() % 12, '\0');
      for (char& c : text) c = static_cast<char>(random() % 5 == 0 ? random() % 256 : 'a' + random() % 2);
      return text;
    };
    std::string a = make();
    std::string b = make();
    uint64_t head_a = name_head(a);
    uint64_t head_b = name_head(b);
    if (head_a != head_b) {
      EXPECT_EQ(head_a < head_b, a < b);
    }
  }
}

}  // namespace
}  // namespace wafpp::base
