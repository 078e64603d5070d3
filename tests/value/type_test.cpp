#include "value/type.h"

#include <gtest/gtest.h>

#include <thread>

namespace wafpp::value {
namespace {

Type sample() {
  return Type::object({{"name", Type::string()},
                       {"ports", Type::list(Type::number())},
                       {"any", Type::dynamic()},
                       {"pair", Type::tuple(std::vector<Type>{Type::boolean(), Type::set(Type::string())})}});
}

TEST(Type, EqualTypesAreOneNode) {
  EXPECT_EQ(sample(), sample());
  EXPECT_EQ(Type::object({{"a", Type::string()}, {"b", Type::number()}}), Type::object({{"b", Type::number()}, {"a", Type::string()}}));
  EXPECT_NE(Type::object({{"a", Type::string()}}), Type::object({{"a", Type::string(), true}}));
  EXPECT_NE(Type::list(Type::string()), Type::set(Type::string()));
  EXPECT_NE(Type::list(Type::dynamic()), Type::map(Type::dynamic()));
  EXPECT_NE(Type::tuple({}), Type::object({}));
}

TEST(Type, Texts) {
  struct Case {
    Type type;
    const char* friendly;
    const char* wanted;
    const char* constraint;
    const char* json;
  } const cases[] = {
      {Type::dynamic(), "dynamic", "any type", "any", R"("dynamic")"},
      {Type::string(), "string", "string", "string", R"("string")"},
      {Type::list(Type::dynamic()), "list of dynamic", "list of any single type", "list(any)", R"(["list","dynamic"])"},
      {Type::map(Type::set(Type::boolean())), "map of set of bool", "map of set of bool", "map(set(bool))", R"(["map",["set","bool"]])"},
      {Type::tuple(std::vector<Type>{Type::string(), Type::number()}), "tuple", "tuple", "tuple([string,number])",
       R"(["tuple",["string","number"]])"},
      {Type::tuple({}), "tuple", "tuple", "tuple([])", R"(["tuple",[]])"},
      {Type::object({}), "object", "object", "object({})", R"(["object",{}])"},
      {Type::object({{"b c", Type::string()}, {"a", Type::number(), true}, {"d-e", Type::dynamic(), true}}), "object", "object",
       "object({a=optional(number),\"b c\"=string,d-e=optional(any)})",
       R"(["object",{"a":"number","b c":"string","d-e":"dynamic"},["a","d-e"]])"},
      {Type::object({{"<&>\"", Type::string()}}), "object", "object", R"(object({"<&>\""=string}))",
       R"(["object",{"\u003c\u0026\u003e\"":"string"}])"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(c.type.friendly_name(), c.friendly);
    EXPECT_EQ(c.type.friendly_name_for_constraint(), c.wanted);
    EXPECT_EQ(c.type.constraint(), c.constraint);
    EXPECT_EQ(c.type.json(), c.json);
  }
}

TEST(Type, QuestionsToTheWhole) {
  EXPECT_FALSE(sample().is_wholly_known());
  EXPECT_TRUE(Type::map(Type::string()).is_wholly_known());
  EXPECT_EQ(sample().depth(), 4u);
  EXPECT_EQ(sample().field("ports")->type, Type::list(Type::number()));
  EXPECT_EQ(sample().field("port"), nullptr);
  Type optional = Type::list(Type::object({{"a", Type::string(), true}, {"b", Type::tuple({}), false}}));
  EXPECT_EQ(optional.without_optional(), Type::list(Type::object({{"a", Type::string()}, {"b", Type::tuple({})}})));
  EXPECT_EQ(sample().without_optional(), sample());
}

TEST(Type, DepthIsBounded) {
  Type type = Type::string();
  for (uint32_t i = 1; i < Type::kMaxDepth; ++i) type = Type::list(type);
  EXPECT_EQ(type.depth(), Type::kMaxDepth);
  EXPECT_TRUE(Type::list(type).is_dynamic());
  EXPECT_TRUE(Type::object({{"a", type}}).is_dynamic());
}

TEST(Type, InterningFromSeveralThreads) {
  auto build = [](int seed) {
    std::vector<Type> types;
    for (int i = 0; i < 500; ++i) {
      Type inner = Type::object({{"n" + std::to_string(i % 97), Type::list(Type::string())}, {"m", Type::number(), i % 2 == 0}});
      types.push_back(Type::map(Type::tuple(std::vector<Type>{inner, inner.without_optional(), Type::set(inner)})));
    }
    EXPECT_GE(seed, 0);
    return types;
  };
  std::vector<std::vector<Type>> results(4);
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back([&, i] { results[i] = build(i); });
  }
  for (int i = 1; i < 4; ++i) EXPECT_EQ(results[0], results[i]);
}

}  // namespace
}  // namespace wafpp::value
