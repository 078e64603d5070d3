#include "value/json_tree.h"

#include <gtest/gtest.h>

#include <string>

namespace wafpp::value {
namespace {

Value list_of(Value element) { return Value::tuple({element, element}); }

TEST(Weight, CountsWhatIsSharedEachTime) {
  EXPECT_EQ(Value().weight(), 1u);
  EXPECT_EQ(Value::string(std::string(31, 'x')).weight(), 2u);
  EXPECT_EQ(list_of(Value::integer(1)).weight(), 3u);
  EXPECT_EQ(list_of(list_of(Value::integer(1))).weight(), 7u);
  EXPECT_EQ(Value::object({{Value::string("a"), Value::integer(1)}}).weight(), 3u);
  Value value = Value::integer(1);
  for (int level = 0; level < 100; ++level) value = list_of(value);
  EXPECT_EQ(value.weight(), UINT32_MAX);
}

TEST(Weight, OriginsAreGatheredOnce) {
  OriginStep step;
  step.text = "var.x";
  Value value = Value::integer(1).with_origin(Origin::step(step));
  for (int level = 0; level < 100; ++level) value = list_of(value);
  EXPECT_EQ(value.deep_origin().step()->text, "var.x");
}

TEST(JsonTree, IsCutShort) {
  Value value = Value::object({{Value::string("a"), list_of(Value::unknown())}});
  auto is_unknown = [](const Value& of) { return !of.is_known(); };
  documents::JsonWriter writer;
  writer.begin_array();
  write_known(writer, value);
  write_flags(writer, value, is_unknown);
  std::string before = R"([{"a":[null,null]},{"a":[true,true]})";
  EXPECT_EQ(writer.text(), before);
  std::string much = "\"" + std::string(kMostTreeBytes, 'x') + "\"";
  writer.raw(much);
  for (int level = 0; level < 100; ++level) value = list_of(value);
  write_known(writer, value);
  write_flags(writer, value, is_unknown);
  writer.end_array();
  EXPECT_EQ(writer.text().substr(before.size() + 1 + much.size()), ",null,false]");
}

}  // namespace
}  // namespace wafpp::value
