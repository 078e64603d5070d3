#include "functions/table.h"

// The functions of the built-in provider: values as text in the language, and back.

namespace wafpp::functions {
namespace {

constexpr notation::Row kRows[] = {
    {R"(provider::terraform::encode_expr("a\n\"\\ $${x} %%{x} $x \u0007"))", R"("\"a\\n\\\"\\\\ $${x} %%{x} $x \\u0007\"")"},
    {"provider::terraform::encode_expr(1.50)", R"("1.5")"},
    {"provider::terraform::encode_expr(-1e30)", R"("-1000000000000000000000000000000")"},
    {"provider::terraform::encode_expr([1, [], {}])", R"("[1, [], {}]")"},
    {"provider::terraform::encode_expr(null)", "error: argument must not be null"},
    {"provider::terraform::encode_expr({a = 1, long = \"x\", \"b c\" = [true], d = {e = null}})",
     R"("{\n  a     = 1\n  \"b c\" = [true]\n  d = {\n    e = null\n  }\n  long = \"x\"\n}")"},
    {"provider::terraform::encode_expr([{a = 1, bb = 2}, {c = {}}])", R"("[{\n  a  = 1\n  bb = 2\n  }, {\n  c = {}\n}]")"},
    {"provider::terraform::encode_expr(toset([\"b\", \"a\"]))", R"("[\"a\", \"b\"]")"},
    {"provider::terraform::encode_expr(unknown_any())", "unknown string not null"},
    {"provider::terraform::encode_expr(unknown_of(\"\"))", "unknown string not null"},
    {"provider::terraform::encode_expr(not_null(unknown_of(\"\")))", R"(unknown string not null prefix "\"")"},
    {"provider::terraform::encode_expr({a = unknown_of(\"\")})", R"(unknown string not null prefix "{")"},
    {"provider::terraform::encode_expr([unknown_of(\"\")])", R"(unknown string not null prefix "[")"},
    {"provider::terraform::encode_expr(sensitive(1))", R"(sensitive "1")"},
    {"provider::terraform::encode_tfvars({a = 1, long_name = \"x\", o = {k = 1}, z = 2})",
     R"("a         = 1\nlong_name = \"x\"\no = {\n  k = 1\n}\nz = 2\n")"},
    {"provider::terraform::encode_tfvars(tomap({a = 1}))", R"("a = 1\n")"},
    {"provider::terraform::encode_tfvars({})", R"("")"},
    {"provider::terraform::encode_tfvars([1])",
     "error: invalid value to encode: must be an object whose attribute names will become the encoded variable names"},
    {"provider::terraform::encode_tfvars({\"a b\" = 1})",
     "error: invalid variable name \"a b\": must be a valid identifier, per Terraform's rules for input variable declarations"},
    {"provider::terraform::encode_tfvars({a = unknown_of(1)})", "unknown string not null"},
    {R"(provider::terraform::decode_tfvars("a = 1\nb = [true, null, \"x\"]\nc = { d = -1.5, \"e\" = (2) }\n"))",
     R"({a: 1, b: [true, null, "x"], c: {d: -1.5, e: 2}})"},
    {R"(provider::terraform::decode_tfvars(""))", "{}"},
    {R"(provider::terraform::decode_tfvars("a = <<E\nx\nE\n"))", R"({a: "x\n"})"},
    {R"(provider::terraform::decode_tfvars("a = \"$${1}b$${true}\""))", R"({a: "1btrue"})"},
    {R"(provider::terraform::decode_tfvars("a = !true"))", "{a: false}"},
    {R"(provider::terraform::decode_tfvars(unknown_of("")))", "unknown any"},
    {R"(provider::terraform::decode_tfvars(sensitive("a = 1")))", "sensitive {a: 1}"},
    {R"(provider::terraform::decode_tfvars("a = b"))",
     "error: invalid expression for variable \"a\": <decode_tfvars argument>:1:5: Variables not allowed; Variables may not be used here."},
    {R"(provider::terraform::decode_tfvars("a = [upper(\"x\")]"))",
     "error: invalid expression for variable \"a\": <decode_tfvars argument>:1:5: Function calls not allowed; Functions may not be "
     "called here."},
    {R"(provider::terraform::decode_tfvars("b {}"))",
     "error: invalid tfvars content: <decode_tfvars argument>:1:1: Unexpected \"b\" block; Blocks are not allowed here."},
    {R"(provider::terraform::decode_tfvars("a = 1 + 2"))", "limit: only literal values are evaluated in the argument of decode_tfvars"},
};

TEST(Functions, Provider) { notation::expect_rows(kRows); }

// Whatever can be written can be read again.
TEST(Functions, ProviderTextIsReadBack) {
  Context context;
  for (std::string_view value :
       {R"({a = "é\u0000\t$${", b = [[1, 0.25], {"k k" = null}], c = {}})", R"({x = [{y = [true]}, {z = "\"\\"}]})"}) {
    std::string original = notation::result_of(value, context);
    std::string both_ways = fmt::format("provider::terraform::decode_tfvars(provider::terraform::encode_tfvars({}))", value);
    EXPECT_EQ(notation::result_of(both_ways, context), original);
  }
}

TEST(Functions, ProviderRefusesBrokenText) {
  Context context;
  for (std::string_view text : {"a = ", "a = [", "a", "= 1", "a = 1 1", "a = \\\"", "a = 1\\na = 2"}) {
    std::string result = notation::result_of(fmt::format("provider::terraform::decode_tfvars(\"{}\")", text), context);
    EXPECT_TRUE(result.starts_with("error: invalid tfvars syntax: ")) << text << ": " << result;
  }
}

}  // namespace
}  // namespace wafpp::functions
