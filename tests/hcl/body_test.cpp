// Whole files: attributes, blocks, heredocs, comments, line ends. The trees are those of hclsyntax.

#include <gtest/gtest.h>

#include "hcl/dump.h"
#include "hcl/parser.h"
#include "hcl/show.h"

namespace wafpp::hcl {
namespace {

constexpr Case kFiles[] = {
    {"\n", R"({"attributes":[],"blocks":[]})"},
    {"a = 1\n", R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,5],"expr":["num","1"]}],"blocks":[]})"},
    {"\357\273\277a = 1\n", R"({"attributes":[{"name":"a","name_range":[3,4],"expr_range":[7,8],"expr":["num","1"]}],"blocks":[]})"},
    {"a = 1\r\nb {\r\n}\r\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,5],"expr":["num","1"]}],"blocks":[{"type":"b","labels":[],"type_range":[7,8],"label_ranges":[],"open":[9,10],"close":[12,13],"body":{"attributes":[],"blocks":[]}}]})"},
    {"# c\na = 1 # d\n/* e\n*/ b = 2 // f\n",
     R"({"attributes":[{"name":"a","name_range":[4,5],"expr_range":[8,9],"expr":["num","1"]},{"name":"b","name_range":[22,23],"expr_range":[26,27],"expr":["num","2"]}],"blocks":[]})"},
    {"b \"l\" m \"x\\\"y\" {\n  a = 1\n\n  c {}\n}\n",
     R"({"attributes":[],"blocks":[{"type":"b","labels":["l","m","x\"y"],"type_range":[0,1],"label_ranges":[[2,5],[6,7],[8,14]],"open":[15,16],"close":[33,34],"body":{"attributes":[{"name":"a","name_range":[19,20],"expr_range":[23,24],"expr":["num","1"]}],"blocks":[{"type":"c","labels":[],"type_range":[28,29],"label_ranges":[],"open":[30,31],"close":[31,32],"body":{"attributes":[],"blocks":[]}}]}}]})"},
    {"b { a = 1 }\n",
     R"({"attributes":[],"blocks":[{"type":"b","labels":[],"type_range":[0,1],"label_ranges":[],"open":[2,3],"close":[10,11],"body":{"attributes":[{"name":"a","name_range":[4,5],"expr_range":[8,9],"expr":["num","1"]}],"blocks":[]}}]})"},
    {"a = <<E\none\n  E\nb = <<-E\n    x\n  ${y}\n    E\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,15],"expr":["tpl","one\u000a"]},{"name":"b","name_range":[16,17],"expr_range":[20,43],"expr":["tpl","  x\u000a",["trav",["root","y"]],"\u000a"]}],"blocks":[]})"},
    {"a = {\n  b = [\n    1,\n    2\n  ]\n  c = 3 # d\n}\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,44],"expr":["object",[["name","b"],["tuple",["num","1"],["num","2"]]],[["name","c"],["num","3"]]]}],"blocks":[]})"},
    {"a = f(\n  1,\n  2\n)\nb = (1\n  + 2)\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,17],"expr":["call","f",false,["num","1"],["num","2"]]},{"name":"b","name_range":[18,19],"expr_range":[22,31],"expr":["paren",["bin","+",["num","1"],["num","2"]]]}],"blocks":[]})"},
    {"b {\n}\n\n",
     R"({"attributes":[],"blocks":[{"type":"b","labels":[],"type_range":[0,1],"label_ranges":[],"open":[2,3],"close":[4,5],"body":{"attributes":[],"blocks":[]}}]})"},
};

TEST(Body, IsParsedToTree) {
  for (const Case& test : kFiles) {
    diag::Source source(1, "main.tf", std::string(test.source));
    diag::Sink sink;
    Tree tree = parse(source, sink);
    EXPECT_EQ(dump(tree), test.expected) << test.source;
    EXPECT_EQ(show(sink), "") << test.source;
    EXPECT_TRUE(tree.tokens.tokens.empty());
  }
}

TEST(Body, KeepsTheFirstOfTwoAttributesHoweverMany) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += fmt::format("a{} = {}\n", i, i);
  text += "a7 = 1000\na8 = 1001\n";
  diag::Source source(1, "main.tf", text);
  diag::Sink sink;
  Tree tree = parse(source, sink);
  EXPECT_EQ(tree.body->attributes.size(), 100U);
  EXPECT_EQ(dump(*tree.body->attribute("a7")->expr), R"(["num","7"])");
  EXPECT_EQ(sink.error_count(), 2U);
  EXPECT_EQ(tree.body->attribute("missing"), nullptr);
}

TEST(Body, KnowsItsPlaces) {
  diag::Source source(1, "main.tf", "t \"l\" {\n  a = 1\n}\n");
  diag::Sink sink;
  Tree tree = parse(source, sink);
  const Block& block = tree.body->blocks[0];
  EXPECT_EQ(show(block.header()), "[0,5]");
  EXPECT_EQ(show(block.place()), "[0,17]");
  EXPECT_EQ(show(block.body->place), "[6,17]");
  EXPECT_EQ(show(block.body->attributes[0].place()), "[10,15]");
}

}  // namespace
}  // namespace wafpp::hcl
