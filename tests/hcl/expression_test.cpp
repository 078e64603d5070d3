// Expressions and what they are parsed to. The trees are those of hclsyntax.

#include <gtest/gtest.h>

#include "hcl/dump.h"
#include "hcl/parser.h"
#include "hcl/show.h"

namespace wafpp::hcl {
namespace {

constexpr Case kExpressions[] = {
    {"1 + 2 * 3 - 4 / 5 % 6",
     R"(["bin","-",["bin","+",["num","1"],["bin","*",["num","2"],["num","3"]]],["bin","%",["bin","/",["num","4"],["num","5"]],["num","6"]]])"},
    {"a || b && c == d != e < f <= g > h >= i",
     R"(["bin","||",["trav",["root","a"]],["bin","&&",["trav",["root","b"]],["bin","!=",["bin","==",["trav",["root","c"]],["trav",["root","d"]]],["bin",">=",["bin",">",["bin","<=",["bin","<",["trav",["root","e"]],["trav",["root","f"]]],["trav",["root","g"]]],["trav",["root","h"]]],["trav",["root","i"]]]]]])"},
    {"-a.b", R"(["un","-",["trav",["root","a"],["attr","b"]]])"},
    {"!a && -b[0] == --c",
     R"(["bin","&&",["un","!",["trav",["root","a"]]],["bin","==",["un","-",["trav",["root","b"],["idx",["num","0"]]]],["un","-",["un","-",["trav",["root","c"]]]]]])"},
    {"a ? b : c ? d : e",
     R"(["cond",["trav",["root","a"]],["trav",["root","b"]],["cond",["trav",["root","c"]],["trav",["root","d"]],["trav",["root","e"]]]])"},
    {"a ? b ? 1 : 2 : 3", R"(["cond",["trav",["root","a"]],["cond",["trav",["root","b"]],["num","1"],["num","2"]],["num","3"]])"},
    {"(a + b) * c", R"(["bin","*",["paren",["bin","+",["trav",["root","a"]],["trav",["root","b"]]]],["trav",["root","c"]]])"},
    {R"(a.b.c[0]["k"].d)", R"(["trav",["root","a"],["attr","b"],["attr","c"],["idx",["num","0"]],["idx","k"],["attr","d"]])"},
    {"a.0.b", R"(["trav",["root","a"],["idx",["num","0"]],["attr","b"]])"},
    {"a[b][1][c.d]",
     R"(["index",["rel",["index",["trav",["root","a"]],["trav",["root","b"]]],["idx",["num","1"]]],["trav",["root","c"],["attr","d"]]])"},
    {R"(a["x${y}"]["x"])", R"(["rel",["index",["trav",["root","a"]],["tpl","x",["trav",["root","y"]]]],["idx","x"]])"},
    {"a[-1]", R"(["index",["trav",["root","a"]],["un","-",["num","1"]]])"},
    {"a[true]", R"(["trav",["root","a"],["idx",["bool",true]]])"},
    {"f().a[0]", R"(["rel",["call","f",false],["attr","a"],["idx",["num","0"]]])"},
    {"(a).b", R"(["rel",["paren",["trav",["root","a"]]],["attr","b"]])"},
    {R"("x".y)", R"(["rel",["tpl","x"],["attr","y"]])"},
    {"[1][0]", R"(["rel",["tuple",["num","1"]],["idx",["num","0"]]])"},
    {"a[*]", R"(["splat",["trav",["root","a"]],["item"]])"},
    {"a[*].b[0].c", R"(["splat",["trav",["root","a"]],["rel",["item"],["attr","b"],["idx",["num","0"]],["attr","c"]]])"},
    {"a.*.b.0.c", R"(["splat",["trav",["root","a"]],["rel",["item"],["attr","b"],["idx",["num","0"]],["attr","c"]]])"},
    {"a.*.b[0]", R"(["rel",["splat",["trav",["root","a"]],["rel",["item"],["attr","b"]]],["idx",["num","0"]]])"},
    {"a[*].b[*].c", R"(["splat",["trav",["root","a"]],["splat",["rel",["item"],["attr","b"]],["rel",["item"],["attr","c"]]]])"},
    {"f()", R"(["call","f",false])"},
    {"f(a, 1,)", R"(["call","f",false,["trav",["root","a"]],["num","1"]])"},
    {"f(a...)", R"(["call","f",true,["trav",["root","a"]]])"},
    {"provider::aws::arn_parse(x)", R"(["call","provider::aws::arn_parse",false,["trav",["root","x"]]])"},
    {"provider :: x(1)", R"(["call","provider::x",false,["num","1"]])"},
    {"[]", R"(["tuple"])"},
    {R"([1, "a", null, true, false,])", R"(["tuple",["num","1"],["tpl","a"],["null"],["bool",true],["bool",false]])"},
    {"{}", R"(["object"])"},
    {"{a = 1, \"b\" : 2\n  (c) = 3\n  d.e = 4\n  \"f${g}\" = 5\n  true = 6\n}",
     R"(["object",[["name","a"],["num","1"]],[["tpl","b"],["num","2"]],[["paren",["trav",["root","c"]]],["num","3"]],[["trav",["root","d"],["attr","e"]],["num","4"]],[["tpl","f",["trav",["root","g"]]],["num","5"]],[["name","true"],["num","6"]]])"},
    {"[for x in y : x]", R"(["for","","x",["trav",["root","y"]],null,["trav",["root","x"]],null,false])"},
    {"[for i, x in y : x if i > 0]",
     R"(["for","i","x",["trav",["root","y"]],null,["trav",["root","x"]],["bin",">",["trav",["root","i"]],["num","0"]],false])"},
    {"{for k, v in m : k => v}", R"(["for","k","v",["trav",["root","m"]],["trav",["root","k"]],["trav",["root","v"]],null,false])"},
    {"{for k, v in m : k => v... if v != null}",
     R"(["for","k","v",["trav",["root","m"]],["trav",["root","k"]],["trav",["root","v"]],["bin","!=",["trav",["root","v"]],["null"]],true])"},
    {R"("plain")", R"(["tpl","plain"])"},
    {R"("")", R"(["tpl"])"},
    {R"("a\n\t\"\\\r\u00e9\U0001F600")", "[\"tpl\",\"a\\u000a\\u0009\\\"\\\\\\u000d\303\251\360\237\230\200\"]"},
    {R"("${a}")", R"(["wrap",["trav",["root","a"]]])"},
    {R"("${"a"}")", R"(["wrap",["tpl","a"]])"},
    {R"("x${"a"}${""}")", R"(["tpl","x",["tpl","a"],["tpl"]])"},
    {R"("a ${b} c ${1 + 2}")", R"(["tpl","a ",["trav",["root","b"]]," c ",["bin","+",["num","1"],["num","2"]]])"},
    {R"("$${a} %%{b} $ % $$ %% $")", R"(["tpl","${a} %{b} $ % $$ %% $"])"},
    {R"("  ${~ a ~}  b")", R"(["tpl",["trav",["root","a"]],"b"])"},
    {R"("%{ if a }x%{ else }y%{ endif }")", R"(["tpl",["cond",["trav",["root","a"]],["tpl","x"],["tpl","y"]]])"},
    {R"("%{ if a }%{ endif }")", R"(["tpl",["cond",["trav",["root","a"]],["tpl"],["tpl"]]])"},
    {R"("%{ if a ~} x %{~ endif }")", R"(["tpl",["cond",["trav",["root","a"]],["tpl","x"],["tpl"]]])"},
    {R"("%{ for x in y }${x},%{ endfor }")",
     R"(["tpl",["join",["for","","x",["trav",["root","y"]],null,["tpl",["trav",["root","x"]],","],null,false]]])"},
    {R"("%{ for k, v in y }%{ if v }a%{ endif }%{ endfor }")",
     R"(["tpl",["join",["for","k","v",["trav",["root","y"]],null,["tpl",["cond",["trav",["root","v"]],["tpl","a"],["tpl"]]],null,false]]])"},
    {"\"\303\251\"", "[\"tpl\",\"\303\251\"]"},
    {"1e3", R"(["num","1000"])"},
    {"1.50", R"(["num","1.5"])"},
    {"0.000001", R"(["num","0.000001"])"},
    {"1.5e-7", R"(["num","0.00000015"])"},
    {"007", R"(["num","7"])"},
    {"123456789012345678901234567890", R"(["num","123456789012345678901234567890"])"},
    {"\303\251t\303\251.na\303\257ve", "[\"trav\",[\"root\",\"\303\251t\303\251\"],[\"attr\",\"na\303\257ve\"]]"},
    {"a-b", R"(["trav",["root","a-b"]])"},
    {"a /* c */ + # d\nb // e", R"(["bin","+",["trav",["root","a"]],["trav",["root","b"]]])"},
    {"<<E\nx\nE\n", R"(["tpl","x\u000a"])"},
    {"<<-E\n    a\n      b ${c}\n\n    d\n  E\n", R"(["tpl","a\u000a  b ",["trav",["root","c"]],"\u000a\u000ad\u000a"])"},
};

TEST(Expression, IsParsedToTree) {
  for (const Case& test : kExpressions) {
    diag::Source source(1, "main.tf", std::string(test.source));
    diag::Sink sink;
    ParsedExpr parsed = parse_expression(source, sink);
    EXPECT_EQ(dump(*parsed.expr), test.expected) << test.source;
    EXPECT_EQ(show(sink), "") << test.source;
  }
}

TEST(Expression, NumbersAreThoseOf512Bits) {
  // More digits than 512 bits hold, so the last ones are lost.
  const std::pair<std::string, std::string> kNumbers[] = {
      {std::string(160, '1') + ".5", std::string(155, '1') + "00000"},
      {"0." + std::string(200, '3'), "0." + std::string(154, '3') + "5"},
      // 2^514 - 1 is rounded to 2^514.
      {"2681561585988519419914804999641169225495873164118478675544712288744352806014709395360374859633380685538006371637297210170750776562"
       "3893139892867298012168191",
       "2681561585988519419914804999641169225495873164118478675544712288744352806014709395360374859633380685538006371637297210170750776562"
       "3893139892867298012168190"}};
  for (const auto& [text, expected] : kNumbers) {
    diag::Source source(1, "main.tf", text);
    diag::Sink sink;
    EXPECT_EQ(dump(*parse_expression(source, sink).expr), fmt::format(R"(["num","{}"])", expected));
  }
}

}  // namespace
}  // namespace wafpp::hcl
