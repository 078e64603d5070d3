// What is wrong with a file, and where: place, message, second places, help.

#include <gtest/gtest.h>

#include "hcl/dump.h"
#include "hcl/parser.h"
#include "hcl/show.h"

namespace wafpp::hcl {
namespace {

constexpr Case kErrors[] = {
    {"a = 1 b = 2\n",
     "[6,7] found `b` after an argument, not the end of the line | [0,1] begins here ? put each argument on a line of its own"},
    {"a = 1, b = 2\n",
     "[5,6] found `,` after an argument, not the end of the line | [0,1] begins here ? put each argument on a line of its own"},
    {"a\n", "[0,1] `a` is neither an argument nor a block ? write `=` and a value after it, or `{`"},
    {"a = \n", "[4,5] found end of line instead of an expression"},
    {"\"a\" = 1\n", "[0,1] names of arguments and blocks are not quoted"},
    {"resource \"x\" {\n  a = 1\n", "[23,23] the file ends inside of a block | [13,14] opened here ? close it with `}`"},
    {"}\na = 1\n", "[0,1] this `}` closes nothing"},
    {"a = \"x\nb = 2\n",
     R"([6,6] the line ends inside of a quoted string | [4,5] opened here ? close it with `"`; write `\n` for a line feed, or a heredoc (`<<EOT`) for text of several lines)"},
    {"a = [1, 2\nb = 3\n", "[10,11] found `b` instead of `,` or `]` | [4,5] opened here"},
    {"b {\n  a = foo(1, 2\n  c = 3\n}\nd = ]\n",
     "[21,22] found `c` instead of `,` or `)` | [13,14] opened here\n"
     "[33,34] found `]` instead of an expression"},
    {"a = 'x'\n",
     "[4,5] `'` does not quote strings ? write `\"` instead\n"
     R"([6,7] `'` does not quote strings ? write `"` instead)"},
    {"a = \342\200\234x\342\200\235\n",
     "[4,7] `\342\200\234` does not quote strings ? write a straight `\"` instead\n"
     "[8,11] `\342\200\235` does not quote strings ? write a straight `\"` instead"},
    {"a = 1 & 2\n", "[6,7] `&` is not an operator ? for logical and, write `&&`"},
    {"a = 1; b = 2\n", "[5,6] `;` does not end an argument ? put each argument on a line of its own"},
    {"a = 1\na = 2\n", "[6,7] `a` is set twice in this body | [0,1] set here first"},
    {"b { a = 1, c = 2 }\n",
     "[9,10] found `,` instead of `}` | [2,3] opened here ? a block on one line holds one argument; put more arguments on lines of their "
     "own"},
    {"b { a = 1\n}\n",
     "[9,10] found end of line instead of `}` | [2,3] opened here ? a block on one line holds one argument; put more arguments on lines of "
     "their own"},
    {"b { c { } }\n", "[4,5] a block on one line holds one argument and nothing else | [2,3] opened here"},
    {"b\n{\n}\n",
     "[0,1] `b` is neither an argument nor a block ? write `=` and a value after it, or `{`\n"
     "[2,3] found `{` instead of an argument or a block"},
    {"b \"x\" = 1\n",
     "[6,7] found `=` instead of `{` or a label of the block | [0,1] begins here ? an argument has one name, a block has no `=`"},
    {"b \"${x}\" {}\n", "[3,5] a label of a block is not a template ? write `$${` for a literal `${`"},
    {"b {} c {}\n", "[5,6] found `c` after a block, not the end of the line | [0,1] begins here ? put what follows on a line of its own"},
    {"a = <<E\nx\n", "[10,10] the file ends inside of a heredoc | [4,7] opened here ? close it with `E` alone on a line"},
    {"a = \"${x\nb = 1\n", "[9,10] found `b` instead of `}` | [5,7] the sequence begins here ? write `$${` for a literal `${`"},
    {"a = \"%{ foo }\"\n",
     "[8,11] found `foo` instead of `if`, `else`, `endif`, `for` or `endfor` | [5,7] the directive begins here ? write `%%{` for a literal "
     "`%{`"},
    {"a = \"%{ if x }y\"\n", "[5,14] `%{ if }` is never closed ? close it with `%{ endif }`"},
    {"a = \"%{ endif }\"\n", "[5,15] `%{ endif }` has no beginning"},
    {"a = \"%{ if x }%{ endfor }\"\n", "[14,25] `%{ endfor }` does not belong to the directive that is open here | [5,14] opened here"},
    {"a = \"%{ for x y }%{ endfor }\"\n", "[14,15] found `y` instead of `in`"},
    {"a = \"\\q \\u12 \\uD800\"\n",
     "[5,7] `\\q` is not an escape sequence ? write `\\\\` for one backslash\n"
     "[8,12] `\\u` is followed by 2 hexadecimal digits, not by 4\n"
     "[13,19] U+D800 is not a character"},
    {"a = x.0.1\n", "[6,9] `.0.1` does not chain two indexes ? write `[0][1]`"},
    {"a = x.\n", "[6,7] found end of line instead of a name"},
    {"a = x[1\n", "[8,8] found end of file instead of `]` | [5,6] opened here"},
    {"a = x[*\n", "[7,8] found end of line instead of `]` | [5,6] opened here"},
    {"a = 1.2.3\n", "[4,9] `1.2.3` is not a number"},
    {"a = c ? 1\n", "[9,10] found end of line instead of `:` and the value for false | [6,7] the conditional's `?`"},
    {"a = {b 1}\n", "[7,8] found `1` instead of `=` and a value | [4,5] opened here"},
    {"a = {b = 1 c = 2}\n", "[11,12] found `c` instead of `,`, the end of the line or `}` | [4,5] opened here"},
    {"a = [for x in y]\n", "[15,16] found `]` instead of `:` | [4,5] opened here"},
    {"a = [for x in y : x => 1]\n", "[20,22] found `=>` instead of `]`: a tuple has no keys | [4,5] opened here"},
    {"a = {for x in y : x}\n", "[19,20] found `}` instead of `=>`: an object is made of keys and values | [4,5] opened here"},
    {"a = f(1 2)\n", "[8,9] found `2` instead of `,` or `)` | [5,6] opened here"},
    {"a = f(x... , 1)\n", "[11,12] found `,` instead of `)` after `...` | [5,6] opened here"},
    {"a = a::(1)\n", "[7,8] found `(` instead of the name of a function after `::`"},
    {"a = a::b\n", "[8,9] found end of line instead of `(`"},
    {"/* x\n", "[0,2] this comment is never closed ? close it with `*/`"},
    {"a = \"x ${ {} \"\nb = 1\n",
     "[13,14] found opening quote instead of `}` | [7,9] the sequence begins here ? write `$${` for a literal `${`\n"
     R"([14,14] the line ends inside of a quoted string | [13,14] opened here ? close it with `"`; write `\n` for a line feed, or a heredoc (`<<EOT`) for text of several lines)"},
    {"a = 1 = 2\nb = 3\nc = = 4\nd = 5\n",
     "[6,7] found `=` after an argument, not the end of the line | [0,1] begins here ? put each argument on a line of its own\n"
     "[20,21] found `=` instead of an expression"},
    {"a = (1 + 2\n", "[11,11] found end of file instead of `)` | [4,5] opened here"},
};

TEST(Error, SaysWhatAndWhere) {
  for (const Case& test : kErrors) {
    diag::Source source(1, "main.tf", std::string(test.source));
    diag::Sink sink;
    parse(source, sink);
    EXPECT_EQ(show(sink), test.expected) << test.source;
  }
}

TEST(Error, IsOneOfSeveralInAFile) {
  diag::Source source(1, "main.tf", "a = [1, 2\nb = 3\nc {\n  d = )\n  e = 4\n}\nf = 5\n");
  diag::Sink sink;
  Tree tree = parse(source, sink);
  EXPECT_EQ(sink.error_count(), 2U);
  // What is between and behind the errors is there.
  EXPECT_NE(tree.body->attribute("b"), nullptr);
  EXPECT_NE(tree.body->attribute("f"), nullptr);
  EXPECT_NE(tree.body->blocks[0].body->attribute("e"), nullptr);
}

/// `text` nests `count` times.
std::string nested(std::string_view open, std::string_view inside, std::string_view close, size_t count) {
  std::string text;
  for (size_t i = 0; i < count; ++i) text += open;
  text += inside;
  for (size_t i = 0; i < count; ++i) text += close;
  return text;
}

TEST(Error, StopsAtTheDepthLimit) {
  std::string sources[] = {
      "a = " + nested("(", "1", ")", 100'000),    "a = " + nested("[", "", "]", 100'000),    "a = " + nested("{b=", "1", "}", 100'000),
      "a = " + nested("-", "1", "", 100'000),     "a = " + nested("f(", "1", ")", 100'000),  "a = " + nested("\"${", "1", "}\"", 100'000),
      "a = b" + nested("", "", "[*]", 100'000),   "a = b" + nested("", "", "[c]", 100'000),  "a = 1" + nested("", "", " + 1", 100'000),
      "a = b" + nested("", "", ".*[0]", 100'000), "a = 1" + nested("", "", "?1:1", 100'000), nested("b {\n", "", "}\n", 100'000),
      "a = " + nested("[", "", "", 100'000),      "a = " + nested("<<E\n${", "", "", 10'000)};
  for (const std::string& text : sources) {
    diag::Source source(1, "main.tf", text + "\n");
    diag::Sink sink;
    Tree tree = parse(source, sink);
    ASSERT_TRUE(sink.has_errors()) << text.substr(0, 40);
    EXPECT_EQ(sink.diagnostics().front().kind, "nested-too-deep") << text.substr(0, 40);
    dump(tree);
  }
}

TEST(Error, DepthWithinTheLimitIsNone) {
  for (const std::string& text :
       {"a = " + nested("(", "1", ")", 400), "a = 1" + nested("", "", " + 1", 400), nested("b {\n", "", "}\n", 400)}) {
    diag::Source source(1, "main.tf", text + "\n");
    diag::Sink sink;
    parse(source, sink);
    EXPECT_EQ(show(sink), "");
  }
}

TEST(Error, AreNotMoreThanAHundredInAFile) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "= 1\n";
  diag::Source source(1, "main.tf", text);
  diag::Sink sink;
  parse(source, sink);
  EXPECT_EQ(sink.error_count(), 100U);
}

}  // namespace
}  // namespace wafpp::hcl
