// Templates: whole ones, as `templatefile` reads them. The trees are those of hclsyntax.

#include <gtest/gtest.h>

#include "hcl/dump.h"
#include "hcl/parser.h"
#include "hcl/show.h"

namespace wafpp::hcl {
namespace {

constexpr Case kTemplates[] = {
    {"plain", R"(["tpl","plain"])"},
    {"${a}", R"(["wrap",["trav",["root","a"]]])"},
    {"a ${b}\nc", R"(["tpl","a ",["trav",["root","b"]],"\u000ac"])"},
    {"%{ for x in y ~}\n- ${x}\n%{ endfor ~}",
     R"(["tpl",["join",["for","","x",["trav",["root","y"]],null,["tpl","- ",["trav",["root","x"]],"\u000a"],null,false]]])"},
    {"a\n\n  ${~ b ~}\n\nc", R"(["tpl","a\u000a\u000a",["trav",["root","b"]],"\u000ac"])"},
    {"$${x} $ %%{y} % $$$", R"(["tpl","${x} $ %{y} % $$$"])"},
    {R"("quoted" \n {)", R"(["tpl","\"quoted\" \\n {"])"},
    {"%{ if a }\nx\n%{ else ~}\ny\n%{ endif }\n",
     R"(["tpl",["cond",["trav",["root","a"]],["tpl","\u000ax\u000a"],["tpl","y\u000a"]],"\u000a"])"},
};

TEST(Template, IsParsedToTree) {
  for (const Case& test : kTemplates) {
    diag::Source source(1, "file.tftpl", std::string(test.source));
    diag::Sink sink;
    ParsedExpr parsed = parse_template(source, sink);
    EXPECT_EQ(dump(*parsed.expr), test.expected) << test.source;
    EXPECT_EQ(show(sink), "") << test.source;
  }
}

}  // namespace
}  // namespace wafpp::hcl
