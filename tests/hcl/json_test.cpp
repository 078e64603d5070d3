// The JSON syntax: what it is decoded to, and what is wrong with it.

#include "hcl/json.h"

#include <gtest/gtest.h>

#include "hcl/dump.h"
#include "hcl/show.h"

namespace wafpp::hcl {
namespace {

constexpr std::string_view kLiteral[] = {"description"};
constexpr std::string_view kExpressions[] = {"type", "depends_on", "providers"};
constexpr JsonSchema::BlockType kNested[] = {{"ingress", 0, nullptr}};
constexpr JsonSchema kResource{.blocks = kNested, .literal = {}, .expressions = kExpressions};
constexpr JsonSchema kVariable{.blocks = {}, .literal = kLiteral, .expressions = kExpressions};
constexpr JsonSchema::BlockType kTop[] = {{"resource", 2, &kResource}, {"variable", 1, &kVariable}, {"locals", 0, nullptr}};
constexpr JsonSchema kRoot{.blocks = kTop, .literal = {}, .expressions = {}};

struct JsonCase {
  std::string_view source;
  std::string_view tree;
  std::string_view errors;
};
constexpr JsonCase kCases[] = {
    {R"({"a": 1, "b": "x${y}\nz", "//": "c", "t": -1.50e3})",
     R"({"attributes":[{"name":"a","name_range":[1,4],"expr_range":[6,7],"expr":["num","1"]},{"name":"b","name_range":[9,12],"expr_range":[14,24],"expr":["tpl","x",["trav",["root","y"]],"\u000az"]},{"name":"t","name_range":[37,40],"expr_range":[42,49],"expr":["num","-1500"]}],"blocks":[]})",
     ""},
    {R"({"resource": {"aws_x": {"n": {"a": "${var.x}", "ingress": [{"p": 1}, {"p": 2}], "depends_on": ["aws_y.z", "m[0]"], "providers": {"aws": "aws.west", "a.b": "c"}}}}})",
     R"({"attributes":[],"blocks":[{"type":"resource","labels":["aws_x","n"],"type_range":[1,11],"label_ranges":[[14,21],[24,27]],"open":[29,30],"close":[159,160],"body":{"attributes":[{"name":"a","name_range":[30,33],"expr_range":[35,45],"expr":["wrap",["trav",["root","var"],["attr","x"]]]},{"name":"depends_on","name_range":[80,92],"expr_range":[94,113],"expr":["tuple",["trav",["root","aws_y"],["attr","z"]],["trav",["root","m"],["idx",["num","0"]]]]},{"name":"providers","name_range":[115,126],"expr_range":[128,159],"expr":["object",[["name","aws"],["trav",["root","aws"],["attr","west"]]],[["trav",["root","a"],["attr","b"]],["trav",["root","c"]]]]}],"blocks":[{"type":"ingress","labels":[],"type_range":[47,56],"label_ranges":[],"open":[59,60],"close":[66,67],"body":{"attributes":[{"name":"p","name_range":[60,63],"expr_range":[65,66],"expr":["num","1"]}],"blocks":[]}},{"type":"ingress","labels":[],"type_range":[47,56],"label_ranges":[],"open":[69,70],"close":[76,77],"body":{"attributes":[{"name":"p","name_range":[70,73],"expr_range":[75,76],"expr":["num","2"]}],"blocks":[]}}]}}]})",
     ""},
    {R"({"resource": [{"a": [{"b": {"x": 1}}, {"c": {"x": 2}}]}, {"a": {"d": [{"x": 3}, {"x": 4}]}}]})",
     R"({"attributes":[],"blocks":[{"type":"resource","labels":["a","b"],"type_range":[1,11],"label_ranges":[[15,18],[22,25]],"open":[27,28],"close":[34,35],"body":{"attributes":[{"name":"x","name_range":[28,31],"expr_range":[33,34],"expr":["num","1"]}],"blocks":[]}},{"type":"resource","labels":["a","c"],"type_range":[1,11],"label_ranges":[[15,18],[39,42]],"open":[44,45],"close":[51,52],"body":{"attributes":[{"name":"x","name_range":[45,48],"expr_range":[50,51],"expr":["num","2"]}],"blocks":[]}},{"type":"resource","labels":["a","d"],"type_range":[1,11],"label_ranges":[[58,61],[64,67]],"open":[70,71],"close":[77,78],"body":{"attributes":[{"name":"x","name_range":[71,74],"expr_range":[76,77],"expr":["num","3"]}],"blocks":[]}},{"type":"resource","labels":["a","d"],"type_range":[1,11],"label_ranges":[[58,61],[64,67]],"open":[80,81],"close":[87,88],"body":{"attributes":[{"name":"x","name_range":[81,84],"expr_range":[86,87],"expr":["num","4"]}],"blocks":[]}}]})",
     ""},
    {"{\"variable\": {\"v\": {\"description\": \"a ${b}\", \"type\": \"list(string)\", \"default\": {\"${k}\": [null, true, false]}}}}",
     R"({"attributes":[],"blocks":[{"type":"variable","labels":["v"],"type_range":[1,11],"label_ranges":[[14,17]],"open":[19,20],"close":[109,110],"body":{"attributes":[{"name":"description","name_range":[20,33],"expr_range":[35,43],"expr":["tpl","a ${b}"]},{"name":"type","name_range":[45,51],"expr_range":[54,66],"expr":["call","list",false,["trav",["root","string"]]]},{"name":"default","name_range":[69,78],"expr_range":[80,109],"expr":["object",[["wrap",["trav",["root","k"]]],["tuple",["null"],["bool",true],["bool",false]]]]}],"blocks":[]}}]})",
     ""},
    {R"({"resource": {}})", R"({"attributes":[],"blocks":[]})",
     R"([13,15] label 1 of this `resource` is missing ? write `{"label": {...}}`: a `resource` has 2 labels)"},
    {R"({"resource": {"a": 1}})", R"({"attributes":[],"blocks":[]})", "[19,20] found a number instead of an object with labels"},
    {R"({"a": 1, "a": 2, "o": {"k": 1, "k": 2}})",
     R"({"attributes":[{"name":"a","name_range":[1,4],"expr_range":[6,7],"expr":["num","1"]},{"name":"o","name_range":[17,20],"expr_range":[22,38],"expr":["object",[["tpl","k"],["num","1"]]]}],"blocks":[]})",
     "[9,12] `a` is set twice in this body | [1,4] set here first\n"
     "[31,34] the key `k` is set twice in this object | [23,26] set here first"},
    {R"({"a": [1, 2,]})",
     R"({"attributes":[{"name":"a","name_range":[1,4],"expr_range":[6,12],"expr":["tuple",["num","1"],["num","2"],["error"]]}],"blocks":[]})",
     "[12,13] found `]` instead of a value"},
    {R"({"a": 1,})", R"({"attributes":[{"name":"a","name_range":[1,4],"expr_range":[6,7],"expr":["num","1"]}],"blocks":[]})",
     "[8,9] found `}` instead of another property after `,`"},
    {R"({"a" 1})", R"({"attributes":[],"blocks":[]})", "[5,6] found `1` instead of `:`"},
    {R"({"a": 01})", R"({"attributes":[{"name":"a","name_range":[1,4],"expr_range":[6,7],"expr":["error"]}],"blocks":[]})",
     "[7,8] found `1` instead of a number such as `-1.5e3`"},
    {R"({"a": "\x"})", R"({"attributes":[{"name":"a","name_range":[1,4],"expr_range":[6,7],"expr":["error"]}],"blocks":[]})",
     "[7,9] this is not an escape sequence of JSON"},
    {R"({"a": tru})", R"({"attributes":[{"name":"a","name_range":[1,4],"expr_range":[6,6],"expr":["error"]}],"blocks":[]})",
     "[6,9] found `tru` instead of a value"},
    {R"([{"a": 1}, 2])", R"({"attributes":[{"name":"a","name_range":[2,5],"expr_range":[7,8],"expr":["num","1"]}],"blocks":[]})",
     "[11,12] found a number instead of an object with arguments and blocks"},
    // Bytes that are no UTF-8 become U+FFFD, one for each; only the first is told.
    {"{\"k\xFF\": \"a\xC3 ${x}\xE2\x82\"}",
     "{\"attributes\":[{\"name\":\"k\xEF\xBF\xBD\",\"name_range\":[1,5],\"expr_range\":[7,18],\"expr\":[\"tpl\",\"a\xEF\xBF\xBD "
     "\",[\"trav\",[\"root\",\"x\"]],\"\xEF\xBF\xBD\xEF\xBF\xBD\"]}],\"blocks\":[]}",
     "[3,4] this byte is not valid UTF-8 and counts as U+FFFD ? save the file as UTF-8"},
    // A template begins after a byte order mark, also without anything to fill in.
    {"{\"a\": \"\xEF\xBB\xBFx\", \"b\": \"\xEF\xBB\xBF${y}\", \"\xEF\xBB\xBF\": 1}",
     "{\"attributes\":[{\"name\":\"a\",\"name_range\":[1,4],\"expr_range\":[6,12],\"expr\":[\"tpl\",\"x\"]},{\"name\":\"b\",\"name_range\":"
     "[14,17],"
     "\"expr_range\":[19,28],\"expr\":[\"wrap\",[\"trav\",[\"root\",\"y\"]]]},{\"name\":\"\xEF\xBB\xBF\",\"name_range\":[30,35],\"expr_"
     "range\":[37,"
     "38],\"expr\":[\"num\",\"1\"]}],\"blocks\":[]}",
     ""},
    {R"({"a": "\u00e9\ud83d\ude00 ${ \"x\" + }"})",
     "{\"attributes\":[{\"name\":\"a\",\"name_range\":[1,4],\"expr_range\":[6,39],\"expr\":[\"tpl\",\"\303\251\360\237\230\200 "
     "\",[\"tpl\",\"x\"]]}],\"blocks\":[]}",
     "[37,38] found `}` of a template sequence instead of an expression"},
    {R"({"a": "e\u0301"})",
     "{\"attributes\":[{\"name\":\"a\",\"name_range\":[1,4],\"expr_range\":[6,15],\"expr\":[\"tpl\",\"\303\251\"]}],\"blocks\":[]}", ""},
    {R"({"a": {"b": [1)",
     R"({"attributes":[{"name":"a","name_range":[1,4],"expr_range":[6,14],"expr":["object",[["tpl","b"],["tuple",["num","1"]]]]}],"blocks":[]})",
     "[14,14] found the end of the file instead of `,` or `]` | [12,13] opened here"},
    {"null", R"({"attributes":[],"blocks":[]})", "[0,4] found null instead of an object with arguments and blocks"},
    {R"({"locals": [{"a": 1}, [1]], "variable": null})",
     R"({"attributes":[],"blocks":[{"type":"locals","labels":[],"type_range":[1,9],"label_ranges":[],"open":[12,13],"close":[19,20],"body":{"attributes":[{"name":"a","name_range":[13,16],"expr_range":[18,19],"expr":["num","1"]}],"blocks":[]}},{"type":"locals","labels":[],"type_range":[1,9],"label_ranges":[],"open":[22,23],"close":[24,25],"body":{"attributes":[],"blocks":[]}}]})",
     "[22,25] found an array instead of an object with arguments\n"
     R"([40,44] label 1 of this `variable` is missing ? write `{"label": {...}}`: a `variable` has 1 label)"},
    {"", R"({"attributes":[],"blocks":[]})", "[0,0] found the end of the file instead of a value"},
    {R"({"a": 'x'})", R"({"attributes":[{"name":"a","name_range":[1,4],"expr_range":[6,6],"expr":["error"]}],"blocks":[]})",
     "[6,7] found `'` instead of a value"},
};

TEST(Json, IsDecodedToTree) {
  for (const JsonCase& test : kCases) {
    diag::Source source(1, "main.tf.json", std::string(test.source));
    diag::Sink sink;
    Tree tree = parse_json(source, kRoot, sink);
    EXPECT_EQ(dump(tree), test.tree) << test.source;
    EXPECT_EQ(show(sink), test.errors) << test.source;
  }
}

TEST(Json, CanBeLiteralThroughout) {
  JsonSchema schema;
  schema.all_literal = true;
  diag::Source source(1, "x.tfvars.json", R"({"a": {"${k}": ["${v}"]}})");
  diag::Sink sink;
  Tree tree = parse_json(source, schema, sink);
  EXPECT_EQ(dump(*tree.body->attributes[0].expr), R"(["object",[["tpl","${k}"],["tuple",["tpl","${v}"]]]])");
  EXPECT_EQ(show(sink), "");
}

TEST(Json, KnowsPlacesInsideOfEscapedStrings) {
  std::string text = R"({"a": "\u00e9\n${x}\"${y.z}"})";
  diag::Source source(1, "main.tf.json", text);
  diag::Sink sink;
  Tree tree = parse_json(source, {}, sink);
  const auto& parts = as<TemplateExpr>(*tree.body->attributes[0].expr).parts;
  auto at = [&](size_t part) { return text.substr(parts[part]->place.begin, parts[part]->place.end - parts[part]->place.begin); };
  ASSERT_EQ(parts.size(), 4U);
  EXPECT_EQ(at(1), "x");
  EXPECT_EQ(at(2), R"(\")");
  EXPECT_EQ(at(3), "y.z");
}

TEST(Json, RefusesInvalidUtf8OutsideOfStringsAndDepth) {
  diag::Source bytes(1, "main.tf.json", "{\"a\": \xff}");
  diag::Sink sink;
  parse_json(bytes, {}, sink);
  EXPECT_EQ(show(sink), "[6,7] the byte 0xff is not valid UTF-8 ? save the file as UTF-8");

  diag::Source deep(2, "main.tf.json", "{\"a\": " + std::string(100'000, '[') + std::string(100'000, ']') + "}");
  diag::Sink of_deep;
  Tree tree = parse_json(deep, {}, of_deep);
  ASSERT_EQ(of_deep.error_count(), 1U);
  EXPECT_EQ(of_deep.diagnostics()[0].kind, "nested-too-deep");
  dump(tree);
}

}  // namespace
}  // namespace wafpp::hcl
