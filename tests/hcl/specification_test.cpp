// The rules of HCL's native syntax, one after the other (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md). The trees are
// those of hclsyntax.

#include <gtest/gtest.h>

#include "hcl/dump.h"
#include "hcl/parser.h"
#include "hcl/show.h"

namespace wafpp::hcl {
namespace {

void expect_trees(std::span<const Case> cases) {
  for (const Case& test : cases) {
    diag::Source source(1, "main.tf", std::string(test.source));
    diag::Sink sink;
    Tree tree = parse(source, sink);
    EXPECT_EQ(dump(tree), test.expected) << test.source;
    EXPECT_EQ(show(sink), "") << test.source;
  }
}

constexpr Case kNumbersTextsKeywords[] = {
    {"a = 7\n", R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,5],"expr":["num","7"]}],"blocks":[]})"},
    {"a = 0.125\n", R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,9],"expr":["num","0.125"]}],"blocks":[]})"},
    {"a = 2.718281828459045235360287471352662497757247093699959574966967\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,66],"expr":["num","2.718281828459045235360287471352662497757247093699959574966967"]}],"blocks":[]})"},
    {"a = 12e-3\n", R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,9],"expr":["num","0.012"]}],"blocks":[]})"},
    {"a = \"plain\"\n", R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,11],"expr":["tpl","plain"]}],"blocks":[]})"},
    {"a = \"\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 \xF0\x9F\xA6\x8A\"\n",
     "{\"attributes\":[{\"name\":\"a\",\"name_range\":[0,1],\"expr_range\":[4,23],\"expr\":[\"tpl\","
     "\"\xD0\x9F\xD1\x80\xD0\xB8\xD0\xB2\xD0\xB5\xD1\x82 \xF0\x9F\xA6\x8A\"]}],\"blocks\":[]}"},
    {"a = \"man\xCC\x83"
     "ana\"\n",
     "{\"attributes\":[{\"name\":\"a\",\"name_range\":[0,1],\"expr_range\":[4,14],\"expr\":[\"tpl\",\"ma\xC3\xB1"
     "ana\"]}],\"blocks\":[]}"},
    {"a = \"tab\\there \\u00df \\U0001F98A \\\"q\\\" \\\\\"\n",
     "{\"attributes\":[{\"name\":\"a\",\"name_range\":[0,1],\"expr_range\":[4,42],\"expr\":[\"tpl\",\"tab\\u0009here \xC3\x9F "
     "\xF0\x9F\xA6\x8A \\\"q\\\" \\\\\"]}],\"blocks\":[]}"},
    {"a = true\n", R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,8],"expr":["bool",true]}],"blocks":[]})"},
    {"a = false\n", R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,9],"expr":["bool",false]}],"blocks":[]})"},
    {"a = null\n", R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,8],"expr":["null"]}],"blocks":[]})"},
    {"true = false\n", R"({"attributes":[{"name":"true","name_range":[0,4],"expr_range":[7,12],"expr":["bool",false]}],"blocks":[]})"},
    {"null = 1\n", R"({"attributes":[{"name":"null","name_range":[0,4],"expr_range":[7,8],"expr":["num","1"]}],"blocks":[]})"},
};
TEST(Specification, NumbersTextsKeywords) { expect_trees(kNumbersTextsKeywords); }

constexpr Case kOperatorsAndTheirOrder[] = {
    {"a = 1 + 2 - 3\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,13],"expr":["bin","-",["bin","+",["num","1"],["num","2"]],["num","3"]]}],"blocks":[]})"},
    {"a = 2 * 3 / 4 % 5\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,17],"expr":["bin","%",["bin","/",["bin","*",["num","2"],["num","3"]],["num","4"]],["num","5"]]}],"blocks":[]})"},
    {"a = 1 - 2 * 3\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,13],"expr":["bin","-",["num","1"],["bin","*",["num","2"],["num","3"]]]}],"blocks":[]})"},
    {"a = 1 < 2 == 3 >= 4\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,19],"expr":["bin","==",["bin","<",["num","1"],["num","2"]],["bin",">=",["num","3"],["num","4"]]]}],"blocks":[]})"},
    {"a = x != y && z\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,15],"expr":["bin","&&",["bin","!=",["trav",["root","x"]],["trav",["root","y"]]],["trav",["root","z"]]]}],"blocks":[]})"},
    {"a = x || y && !z\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,16],"expr":["bin","||",["trav",["root","x"]],["bin","&&",["trav",["root","y"]],["un","!",["trav",["root","z"]]]]]}],"blocks":[]})"},
    {"a = -x * -2\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,11],"expr":["bin","*",["un","-",["trav",["root","x"]]],["un","-",["num","2"]]]}],"blocks":[]})"},
    {"a = x ? y : z\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,13],"expr":["cond",["trav",["root","x"]],["trav",["root","y"]],["trav",["root","z"]]]}],"blocks":[]})"},
    {"a = x && y ? 1 + 2 : 3\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,22],"expr":["cond",["bin","&&",["trav",["root","x"]],["trav",["root","y"]]],["bin","+",["num","1"],["num","2"]],["num","3"]]}],"blocks":[]})"},
    {"a = (1 +\n  2)\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,13],"expr":["paren",["bin","+",["num","1"],["num","2"]]]}],"blocks":[]})"},
};
TEST(Specification, OperatorsAndTheirOrder) { expect_trees(kOperatorsAndTheirOrder); }

constexpr Case kAHeredocKeepsItsLinesAsTheyAre[] = {
    {"a = <<END\nred\ngreen\nEND\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,23],"expr":["tpl","red\u000agreen\u000a"]}],"blocks":[]})"},
    {"a = <<END\n  red\n    green\n  END\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,31],"expr":["tpl","  red\u000a    green\u000a"]}],"blocks":[]})"},
    {"a = <<END\n  red\n  ${x}\n  END\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,28],"expr":["tpl","  red\u000a  ",["trav",["root","x"]],"\u000a"]}],"blocks":[]})"},
    {"a = <<END\nred\n\ngreen\n\nEND\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,25],"expr":["tpl","red\u000a\u000agreen\u000a\u000a"]}],"blocks":[]})"},
    {"a = <<END\n  THE END\n  END of\n  END\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,34],"expr":["tpl","  THE END\u000a  END of\u000a"]}],"blocks":[]})"},
    {"a = <<END\n\\n $${x} %%{y} \"q\"\nEND\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,32],"expr":["tpl","\\n ${x} %{y} \"q\"\u000a"]}],"blocks":[]})"},
    {"a = <<END\nEND\n", R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,13],"expr":["tpl"]}],"blocks":[]})"},
    {"a = <<END\r\nred\r\nEND\r\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,19],"expr":["tpl","red\u000d\u000a"]}],"blocks":[]})"},
};
TEST(Specification, AHeredocKeepsItsLinesAsTheyAre) { expect_trees(kAHeredocKeepsItsLinesAsTheyAre); }

constexpr Case kAFlushHeredocLosesTheLeastIndentationOfItsLines[] = {
    {"a = <<-END\nred\ngreen\nEND\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,24],"expr":["tpl","red\u000agreen\u000a"]}],"blocks":[]})"},
    {"a = <<-END\n    red\n    green\n  END\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,34],"expr":["tpl","red\u000agreen\u000a"]}],"blocks":[]})"},
    {"a = <<-END\n    red\n      green\n    END\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,38],"expr":["tpl","red\u000a  green\u000a"]}],"blocks":[]})"},
    {"a = <<-END\n      red\n    green\n      blue\n  END\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,47],"expr":["tpl","  red\u000agreen\u000a  blue\u000a"]}],"blocks":[]})"},
    {"a = <<-END\n    red\n    ${x}\n  END\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,33],"expr":["tpl","red\u000a",["trav",["root","x"]],"\u000a"]}],"blocks":[]})"},
    {"a = <<-END\n    red\n      ${x} y\n    green\n  END\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,47],"expr":["tpl","red\u000a  ",["trav",["root","x"]]," y\u000agreen\u000a"]}],"blocks":[]})"},
    {"a = <<-END\n    red\n  ${x}\n    green\n  END\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,41],"expr":["tpl","  red\u000a",["trav",["root","x"]],"\u000a  green\u000a"]}],"blocks":[]})"},
    {"a = <<-END\n\tred\n  green\n  blue\n  END\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,36],"expr":["tpl","red\u000a green\u000a blue\u000a"]}],"blocks":[]})"},
    {"a = <<-END\n    \xE2\x80\x83red\n    green\n  END\n",
     "{\"attributes\":[{\"name\":\"a\",\"name_range\":[0,1],\"expr_range\":[4,37],\"expr\":[\"tpl\",\"\xE2\x80\x83red\\u000agreen\\u000a\"]"
     "}],\"blocks\":[]}"},
    {"a = <<-END\n  red\n\n  green\n  END\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,31],"expr":["tpl","red\u000a\u000agreen\u000a"]}],"blocks":[]})"},
    {"a = <<-END\n  red\n \n  green\n  END\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,32],"expr":["tpl","red\u000a \u000agreen\u000a"]}],"blocks":[]})"},
    {"a = <<-END\n    %{ if x }\n    red\n    %{ endif }\n  END\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,53],"expr":["tpl",["cond",["trav",["root","x"]],["tpl","\u000ared\u000a"],["tpl"]],"\u000a"]}],"blocks":[]})"},
};
TEST(Specification, AFlushHeredocLosesTheLeastIndentationOfItsLines) { expect_trees(kAFlushHeredocLosesTheLeastIndentationOfItsLines); }

constexpr Case kCommentsStandWhereverWhiteSpaceMay[] = {
    {"# c\na = 1 # d\n", R"({"attributes":[{"name":"a","name_range":[4,5],"expr_range":[8,9],"expr":["num","1"]}],"blocks":[]})"},
    {"// c\na = 1 // d\n", R"({"attributes":[{"name":"a","name_range":[5,6],"expr_range":[9,10],"expr":["num","1"]}],"blocks":[]})"},
    {"/* c\n */ a /* d */ = /* e */ 1 /* f */\n",
     R"({"attributes":[{"name":"a","name_range":[9,10],"expr_range":[29,30],"expr":["num","1"]}],"blocks":[]})"},
    {"a = [ # one\n  1, // two\n  2 /* three */\n]\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,41],"expr":["tuple",["num","1"],["num","2"]]}],"blocks":[]})"},
    {"a = 1 /* ends\nhere */\n", R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,5],"expr":["num","1"]}],"blocks":[]})"},
    {"a = 1 # no line end", R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,5],"expr":["num","1"]}],"blocks":[]})"},
    {"a = \"# no comment // either\"\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,28],"expr":["tpl","# no comment // either"]}],"blocks":[]})"},
};
TEST(Specification, CommentsStandWhereverWhiteSpaceMay) { expect_trees(kCommentsStandWhereverWhiteSpaceMay); }

constexpr Case kBodies[] = {
    {"", R"({"attributes":[],"blocks":[]})"},
    {"\n\n", R"({"attributes":[],"blocks":[]})"},
    {"a = 1\nb = 2\n\nc = 3\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,5],"expr":["num","1"]},{"name":"b","name_range":[6,7],"expr_range":[10,11],"expr":["num","2"]},{"name":"c","name_range":[13,14],"expr_range":[17,18],"expr":["num","3"]}],"blocks":[]})"},
    {"b {}\n",
     R"({"attributes":[],"blocks":[{"type":"b","labels":[],"type_range":[0,1],"label_ranges":[],"open":[2,3],"close":[3,4],"body":{"attributes":[],"blocks":[]}}]})"},
    {"b {\n}\n",
     R"({"attributes":[],"blocks":[{"type":"b","labels":[],"type_range":[0,1],"label_ranges":[],"open":[2,3],"close":[4,5],"body":{"attributes":[],"blocks":[]}}]})"},
    {"b { a = 1 }\n",
     R"({"attributes":[],"blocks":[{"type":"b","labels":[],"type_range":[0,1],"label_ranges":[],"open":[2,3],"close":[10,11],"body":{"attributes":[{"name":"a","name_range":[4,5],"expr_range":[8,9],"expr":["num","1"]}],"blocks":[]}}]})"},
    {"b l \"m\" {\n  a = 1\n  c \"x\" {}\n}\n",
     R"({"attributes":[],"blocks":[{"type":"b","labels":["l","m"],"type_range":[0,1],"label_ranges":[[2,3],[4,7]],"open":[8,9],"close":[29,30],"body":{"attributes":[{"name":"a","name_range":[12,13],"expr_range":[16,17],"expr":["num","1"]}],"blocks":[{"type":"c","labels":["x"],"type_range":[20,21],"label_ranges":[[22,25]],"open":[26,27],"close":[27,28],"body":{"attributes":[],"blocks":[]}}]}}]})"},
    {"b {\n  b {\n    b {}\n  }\n}\n",
     R"({"attributes":[],"blocks":[{"type":"b","labels":[],"type_range":[0,1],"label_ranges":[],"open":[2,3],"close":[23,24],"body":{"attributes":[],"blocks":[{"type":"b","labels":[],"type_range":[6,7],"label_ranges":[],"open":[8,9],"close":[21,22],"body":{"attributes":[],"blocks":[{"type":"b","labels":[],"type_range":[14,15],"label_ranges":[],"open":[16,17],"close":[17,18],"body":{"attributes":[],"blocks":[]}}]}}]}}]})"},
    {"a = {\n  b = 1\n}\nb {}\nb {}\n",
     R"({"attributes":[{"name":"a","name_range":[0,1],"expr_range":[4,15],"expr":["object",[["name","b"],["num","1"]]]}],"blocks":[{"type":"b","labels":[],"type_range":[16,17],"label_ranges":[],"open":[18,19],"close":[19,20],"body":{"attributes":[],"blocks":[]}},{"type":"b","labels":[],"type_range":[21,22],"label_ranges":[],"open":[23,24],"close":[24,25],"body":{"attributes":[],"blocks":[]}}]})"},
};
TEST(Specification, Bodies) { expect_trees(kBodies); }

// What is wrong, and what has it.
constexpr Case kRefused[] = {
    {"a = 1, b = 2\n", "two arguments on a line"},
    {"a = 1 b = 2\n", "two arguments on a line without a comma"},
    {"b { a = 1, c = 2 }\n", "a block of one line with two arguments"},
    {"b { a = 1\n}\n", "a block of one line that is closed on the next"},
    {"b { a = 1\n  c = 2 }\n", "a block of one line that goes on"},
    {"b { c {} }\n", "a block inside of a block of one line"},
    {"b {\n", "a block that is not closed"},
    {"b {}\n}\n", "a brace too many"},
    {"b\n{\n}\n", "a block whose brace stands on the next line"},
    {"a = 1\na = 2\n", "an argument set twice"},
    {"a =\n", "an argument without a value"},
    {"a =\n  1\n", "a value on the next line"},
    {"a = 1 +\n  2\n", "an operator at the end of a line"},
    {"b \"${x}\" {}\n", "a label that is a template"},
    {"\"a\" = 1\n", "an argument in quotes"},
    {"a: 1\n", "a colon for an argument"},
    {"a = \"x\ny\"\n", "a line end in a string"},
    {"a = \"\\q\"\n", "an unknown escape"},
    {"a = \"\\u00g0\"\n", "half an escape"},
    {"a = \"x\n", "a string that is not closed"},
    {"a = \"${x\"\n", "an interpolation that is not closed"},
    {"a = <<END\nred\n", "a heredoc that is not closed"},
    {"a = 1 /* c\n", "a comment that is not closed"},
    {"a = \"%{ if x }y\"\n", "a directive that is not closed"},
    {"a = \"%{ endfor }\"\n", "an end of a directive without a beginning"},
    {"a = x & y\n", "an operator that HCL does not have"},
    {"a = 1 <\n", "a chain of comparisons without the second"},
    {"1a = 1\n", "a name that begins with a digit"},
    {"\xD5\xA0 = 1\n", "a name with a letter that came after Unicode 9"},
    {"a = 1\rb = 2\n", "a carriage return alone"},
    {"a = \"\xFF\"\n", "a byte that is no UTF-8"},
    {"a\xC2\xA0= 1\n", "white space that is none of HCL"},
    {"a = x ? y\n", "a question mark without a colon"},
    {"a = x[*, 1]\n", "a splat over two values"},
    {"a = f(x..., y)\n", "`...` before the last argument"},
    {"a = [for x in y]\n", "a `for` without a result"},
    {"a = {b}\n", "a key of an object without a value"},
    {"a = {b = 1 c = 2}\n", "two items of an object without a separator"},
};
TEST(Specification, RefusesWhatIsNoHcl) {
  for (const Case& test : kRefused) {
    diag::Source source(1, "main.tf", std::string(test.source));
    diag::Sink sink;
    parse(source, sink);
    EXPECT_TRUE(sink.has_errors()) << test.expected << ":\n" << test.source;
  }
}

}  // namespace
}  // namespace wafpp::hcl
