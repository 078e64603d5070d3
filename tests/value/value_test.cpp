#include "value/value.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "value/operations.h"

namespace wafpp::value {
namespace {

Value str(std::string_view text) { return Value::string(text); }
Value num(std::string_view text) { return Value::number(*Number::parse(text)); }
Value obj(std::vector<std::pair<const char*, Value>> members) {
  std::vector<Member> all;
  for (auto& [name, value] : members) all.push_back({str(name), value});
  return Value::object(std::move(all));
}

TEST(Value, IsSmall) { EXPECT_EQ(sizeof(Value), 24u); }

TEST(Value, DefaultIsTheNullOfNoType) {
  Value value;
  EXPECT_TRUE(value.is_null());
  EXPECT_TRUE(value.is_known());
  EXPECT_TRUE(value.type().is_dynamic());
  EXPECT_FALSE(value.has_content());
  EXPECT_TRUE(Value::same(value, Value::null()));
}

TEST(Value, Primitives) {
  EXPECT_TRUE(Value::boolean(true).as_bool());
  EXPECT_EQ(Value::boolean(false).type(), Type::boolean());
  EXPECT_EQ(Value::integer(-5).as_int64(), -5);
  EXPECT_EQ(Value::integer(-5).as_number().precision(), 64u);
  EXPECT_EQ(num("-5").as_number().precision(), 512u);
  EXPECT_EQ(num("0.5").as_number().text(), "0.5");
  EXPECT_EQ(num("0.5").as_int64(), std::nullopt);
  EXPECT_EQ(num("-0").as_number().text(), "-0");
  EXPECT_EQ(str("").as_string(), "");
  EXPECT_EQ(str("e\xCC\x81").as_string(), "\xC3\xA9");
  EXPECT_EQ(str("a\xFFz").as_string(), "a\xEF\xBF\xBDz");
  EXPECT_EQ(Value::null(Type::list(Type::string())).type(), Type::list(Type::string()));
  EXPECT_EQ(Value::unknown(Type::object({{"a", Type::number()}})).type(), Type::object({{"a", Type::number()}}));
}

TEST(Value, TypesOfStructures) {
  Value value = obj({{"b", Value::tuple({str("x"), num("1"), Value()})}, {"a", Value::list(Type::string(), {str("y")})}});
  Type expected = Type::object(
      {{"a", Type::list(Type::string())}, {"b", Type::tuple(std::vector<Type>{Type::string(), Type::number(), Type::dynamic()})}});
  EXPECT_EQ(value.type(), expected);
  EXPECT_EQ(value.type(), expected);
  EXPECT_EQ(value.depth(), 3u);
  EXPECT_EQ(value.find("a")->elements()[0].as_string(), "y");
  EXPECT_EQ(value.find("c"), nullptr);
  EXPECT_EQ(Value::object({}).type(), Type::object({}));
  EXPECT_EQ(Value::tuple({}).length(), 0u);
}

TEST(Value, UntypedNullsTakeTheElementType) {
  Value list = Value::list(Type::string(), {str("a"), Value(), Value::unknown().add_marks(kSensitive)});
  EXPECT_EQ(list.elements()[1].type(), Type::string());
  EXPECT_TRUE(list.elements()[1].is_null());
  EXPECT_EQ(list.elements()[2].type(), Type::string());
  EXPECT_TRUE(list.elements()[2].is_sensitive());
  EXPECT_EQ(Value::list(Type::dynamic(), {Value(), num("1")}).type(), Type::list(Type::number()));
  EXPECT_EQ(Value::map(Type::dynamic(), {}).type(), Type::map(Type::dynamic()));
}

TEST(Value, OfEqualKeysTheLastHolds) {
  Value value = obj({{"b", num("1")}, {"a", num("2")}, {"b", num("3")}, {"a", num("4")}, {"b", num("5")}});
  ASSERT_EQ(value.length(), 2u);
  EXPECT_EQ(value.members()[0].name(), "a");
  EXPECT_EQ(value.find("a")->as_int64(), 4);
  EXPECT_EQ(value.find("b")->as_int64(), 5);
}

TEST(Value, KeysHaveNeitherMarksNorOrigin) {
  diag::Place place{1, 0, 1};
  Value key = str("k").add_marks(kSensitive).with_origin(Origin::written(&place));
  Value value = Value::object({{key, num("1")}});
  EXPECT_EQ(value.members()[0].key.marks(), kNoMark);
  EXPECT_TRUE(value.members()[0].key.origin().empty());
}

TEST(Value, SetOrder) {
  auto texts = [](const Value& set) {
    std::vector<std::string> result;
    for (const Value& element : set.elements()) {
      result.push_back(element.is_null() ? "null" : !element.is_known() ? "?" : std::string(element.as_string()));
    }
    return result;
  };
  Value strings = Value::set(Type::string(), {str("b"), Value::unknown(), Value(), str("B"), str("a"), str("b"), Value(), Value::unknown(),
                                              str("\xC3\xA9"), str("")});
  EXPECT_EQ(texts(strings), (std::vector<std::string>{"", "B", "a", "b", "\xC3\xA9", "?", "?", "null"}));
  Value numbers = Value::set(Type::number(), {num("10"), num("9"), num("-1"), num("9.0"), num("1e2"), num("0"), num("-0")});
  std::vector<std::string> order;
  for (const Value& element : numbers.elements()) order.push_back(element.as_number().text());
  EXPECT_EQ(order, (std::vector<std::string>{"-1", "0", "9", "10", "100"}));
  Value bools = Value::set(Type::boolean(), {Value::boolean(true), Value::boolean(false), Value::boolean(true)});
  EXPECT_EQ(bools.length(), 2u);
  EXPECT_FALSE(bools.elements()[0].as_bool());
}

TEST(Value, SetOrderOfStructuresIsThatOfTheirText) {
  auto pair = [](std::string_view number, std::string_view text) { return obj({{"n", num(number)}, {"s", str(text)}}); };
  // As text 10 comes before 9, and a quote before letters: `<9;"a";>`, `<10;"b";>`, `<9;"";>`.
  Value set = Value::set(pair("1", "").type(), {pair("9", "a"), pair("10", "b"), pair("9", ""), pair("10", "b")});
  ASSERT_EQ(set.length(), 3u);
  EXPECT_TRUE(Value::same(set.elements()[0], pair("10", "b")));
  EXPECT_TRUE(Value::same(set.elements()[1], pair("9", "")));
  EXPECT_TRUE(Value::same(set.elements()[2], pair("9", "a")));
  // Ten digits are all that the text has of a number: these are two values with one text, in order of insertion.
  Value big = Value::set(pair("1", "").type(), {pair("123456789012", "a"), pair("123456789011", "a"), pair("123456789012", "a")});
  ASSERT_EQ(big.length(), 2u);
  EXPECT_TRUE(Value::same(big.elements()[0], pair("123456789012", "a")));
}

TEST(Value, UnknownElementsOfASetAreNeverOne) {
  Value partly = obj({{"a", Value::unknown(Type::string())}});
  EXPECT_EQ(Value::set(partly.type(), {partly, partly}).length(), 2u);
}

TEST(Value, SetsTakeTheirElementsMarks) {
  Value set = Value::set(Type::string(), {str("b").add_marks(kSensitive), str("a").add_marks(kEphemeral), str("b")});
  EXPECT_EQ(set.marks(), kSensitive | kEphemeral);
  EXPECT_EQ(set.length(), 2u);
  for (const Value& element : set.elements()) EXPECT_EQ(element.deep_marks(), kNoMark);
  Value nested = Value::set(Type::tuple(std::vector<Type>{Type::string()}), {Value::tuple({str("x").add_marks(kSensitive)})});
  EXPECT_TRUE(nested.is_sensitive());
  EXPECT_EQ(nested.elements()[0].deep_marks(), kNoMark);
}

TEST(Value, SetIsIndependentOfInsertionOrder) {
  std::mt19937 random(3);
  std::vector<Value> elements;
  for (int i = 0; i < 60; ++i) {
    elements.push_back(obj({{"k", str(std::to_string(random() % 40))}, {"t", Value::list(Type::number(), {Value::integer(i % 5)})}}));
  }
  Value expected = Value::set(elements[0].type(), elements);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(elements.begin(), elements.end(), random);
    EXPECT_TRUE(Value::same(Value::set(elements[0].type(), elements), expected));
  }
  auto inside = expected.elements();
  for (size_t i = 1; i < inside.size(); ++i) EXPECT_LT(compare_for_set(inside[i - 1], inside[i]), 0);
  EXPECT_TRUE(Value::same(Value::set(elements[0].type(), {inside.begin(), inside.end()}), expected));
}

TEST(Value, Marks) {
  Value inner = Value::list(Type::string(), {str("a"), str("b").add_marks(kSensitive)});
  Value value = obj({{"x", inner}, {"y", num("1").add_marks(kEphemeral)}});
  EXPECT_EQ(value.marks(), kNoMark);
  EXPECT_EQ(value.deep_marks(), kSensitive | kEphemeral);
  uint8_t found = 0;
  Value bare = value.unmark_deep(found);
  EXPECT_EQ(found, kSensitive | kEphemeral);
  EXPECT_EQ(bare.deep_marks(), kNoMark);
  EXPECT_TRUE(Value::same(bare, value));
  EXPECT_EQ(value.deep_marks(), kSensitive | kEphemeral);  // The original is unchanged.
  EXPECT_EQ(value.add_marks(kSensitive).unmark().marks(), kNoMark);
}

TEST(Value, Refinements) {
  Type list = Type::list(Type::string());
  Value prefixed = Value::unknown(Type::string(), {.not_null = true, .prefix = "arn:"});
  ASSERT_NE(prefixed.refinement(), nullptr);
  EXPECT_EQ(prefixed.refinement()->prefix, "arn:");
  EXPECT_TRUE(prefixed.is_never_null());
  EXPECT_FALSE(Value::unknown(Type::string()).is_never_null());
  EXPECT_EQ(Value::unknown(Type::string()).refinement(), nullptr);
  EXPECT_TRUE(Value::unknown_not_null(Type::string()).refinement()->not_null);
  EXPECT_TRUE(Value::same(Value::unknown_not_null(list), Value::unknown(list).refine_not_null()));
  EXPECT_FALSE(Value::same(Value::unknown_not_null(list), Value::unknown(list)));
  // `Dynamic` takes none, and what does not concern the type is dropped.
  EXPECT_EQ(Value::unknown(Type::dynamic(), {.not_null = true}).refinement(), nullptr);
  EXPECT_EQ(Value::unknown(Type::boolean(), {.prefix = "x", .min_length = 3}).refinement(), nullptr);
  // One value left.
  Value empty = Value::unknown(list, {.not_null = true, .min_length = 0, .max_length = 0});
  EXPECT_TRUE(empty.is_wholly_known());
  EXPECT_EQ(empty.length(), 0u);
  Value three = Value::unknown(list, {.not_null = true, .min_length = 3, .max_length = 3});
  EXPECT_TRUE(three.is_known());
  EXPECT_FALSE(three.is_wholly_known());
  EXPECT_EQ(three.length(), 3u);
  EXPECT_TRUE(Value::unknown(Type::set(Type::string()), {.not_null = true, .min_length = 1, .max_length = 1}).is_known());
  EXPECT_FALSE(Value::unknown(Type::set(Type::string()), {.not_null = true, .min_length = 2, .max_length = 2}).is_known());
  EXPECT_FALSE(Value::unknown(Type::map(Type::string()), {.not_null = true, .min_length = 1, .max_length = 1}).is_known());
  EXPECT_FALSE(Value::unknown(list, {.min_length = 0, .max_length = 0}).is_known());
  Value five = Value::unknown(Type::number(), {.not_null = true, .min = Number::integer(5), .max = Number::integer(5)});
  EXPECT_EQ(five.as_int64(), 5);
  // Tighter bounds hold.
  Value bounded = Value::unknown(list, {.min_length = 2, .max_length = 9}).refine({.min_length = 1, .max_length = 5});
  EXPECT_EQ(bounded.refinement()->min_length, 2u);
  EXPECT_EQ(bounded.refinement()->max_length, 5u);
  EXPECT_TRUE(Value::same(bounded.refine_not_null().refine({.min_length = 5}), Value::unknown(list, {true, "", 5, 5})));
  EXPECT_TRUE(Value::same(str("a").refine({.prefix = "b"}), str("a")));
}

TEST(Value, RefiningKeepsMarksAndOrigin) {
  diag::Place place{1, 0, 1};
  Value value = Value::unknown(Type::string()).add_marks(kSensitive).with_origin(Origin::written(&place));
  for (const Value& refined : {value.refine_not_null(), value.refine({.prefix = "a"}), value.refine({.prefix = "a"}).refine_not_null()}) {
    EXPECT_TRUE(refined.is_sensitive());
    EXPECT_EQ(refined.origin(), Origin::written(&place));
  }
}

TEST(Value, OriginsInside) {
  diag::Place place{1, 0, 1};
  diag::Place outer{1, 0, 9};
  OriginStep step;
  step.text = "var.x";
  Origin reference = Origin::step(std::move(step));
  Value leaf = str("a").with_origin(reference);
  Value written = str("b").with_origin(Origin::written(&place));
  EXPECT_EQ(Value::tuple({leaf, written}).deep_origin().step()->parents.size(), 2u);
  EXPECT_EQ(Value::tuple({written, written}).deep_origin(), Origin::written(&place));
  Value container = Value::tuple({Value::tuple({leaf}), written}).with_origin(Origin::written(&outer));
  Origin deep = container.deep_origin();
  EXPECT_EQ(std::vector<Origin>(deep.step()->parents.begin(), deep.step()->parents.end()),
            (std::vector<Origin>{Origin::written(&outer), reference}));
  EXPECT_EQ(Value::tuple({written}).with_origin(Origin::written(&outer)).deep_origin(), Origin::written(&outer));
  EXPECT_TRUE(Value::tuple({str("a")}).deep_origin().empty());
  uint8_t marks = 0;
  EXPECT_EQ(container.add_marks(kSensitive).unmark_deep(marks).deep_origin().step()->parents.size(), 2u);
}

TEST(Value, NoValueIsDeeperThanTheLimit) {
  Value value = str("x");
  for (uint32_t i = 1; i < Value::kMaxDepth; ++i) value = Value::tuple({value});
  EXPECT_EQ(value.depth(), Value::kMaxDepth);
  EXPECT_EQ(value.type().depth(), Type::kMaxDepth);
  Value deeper = Value::tuple({value});
  EXPECT_FALSE(deeper.is_known());
  ASSERT_EQ(causes(deeper.origin()).size(), 1u);
  EXPECT_EQ(causes(deeper.origin())[0]->cause, CauseKind::Limit);
  EXPECT_FALSE(Value::list(value.type(), {}).is_known());
  EXPECT_FALSE(obj({{"a", Value::null(value.type())}}).is_known());
  EXPECT_FALSE(Value::set(value.type(), {value}).is_known());
  EXPECT_FALSE(Value::map(value.type(), {{str("k"), value}}).is_known());
}

TEST(Value, CopiesShareAndOutliveTheOriginal) {
  Value copy;
  std::string_view text;
  {
    Value original = obj({{"list", Value::list(Type::string(), {str("kept"), str("alive")})}, {"n", num("1e40")}});
    copy = *original.find("list");
    text = copy.elements()[0].as_string();
  }
  EXPECT_EQ(text, "kept");
  Value moved = std::move(copy);
  EXPECT_TRUE(copy.is_null());  // NOLINT: what a moved value is, is promised.
  EXPECT_EQ(moved.length(), 2u);
  moved = *&moved;
  EXPECT_EQ(moved.length(), 2u);
}

TEST(Value, SharedBetweenThreads) {
  Value shared = obj({{"a", Value::tuple({str("x"), num("1e50"), Value::unknown(Type::string(), {.prefix = "p"})})}, {"b", num("2")}});
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([shared] {
      for (int j = 0; j < 2000; ++j) {
        Value mine = Value::tuple({shared, *shared.find("a")});
        EXPECT_EQ(mine.type().elements().size(), 2u);
        EXPECT_EQ(mine.elements()[1].elements()[1].as_number().text().size(), 51u);
      }
    });
  }
  shared = Value();
}

TEST(Object, SortsItsMembersAndKeepsTheLastOfAKey) {
  std::mt19937 random(11);
  for (size_t count : {0U, 1U, 2U, 5U, 31U, 32U, 33U, 100U}) {
    for (int round = 0; round < 200; ++round) {
      std::vector<Member> members;
      std::map<std::string, int64_t> expected;
      for (size_t i = 0; i < count; ++i) {
        std::string name = (random() % 2 == 0 ? "" : "the_same_beginning_") + std::to_string(random() % (count + count / 2 + 1));
        members.push_back({Value::string(name), Value::integer(static_cast<int64_t>(i))});
        expected[name] = static_cast<int64_t>(i);
      }
      Value object = Value::object(std::move(members));
      ASSERT_EQ(object.length(), expected.size());
      size_t at = 0;
      for (const auto& [name, number] : expected) {
        ASSERT_EQ(object.members()[at].name(), name);
        ASSERT_EQ(object.members()[at].value.as_int64(), number);
        ++at;
      }
    }
  }
}

}  // namespace
}  // namespace wafpp::value
