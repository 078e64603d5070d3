#include "functions/table.h"

// Conversion and marks: what go-cty and Terraform's own functions give for the same arguments, in the notation of `notation.h`.

namespace wafpp::functions {
namespace {

constexpr notation::Row kRows[] = {
    {"tostring(1.50)", R"("1.5")"},
    {"tostring(true)", R"("true")"},
    {R"(tostring("a"))", R"("a")"},
    {"tostring(null)", "null string"},
    {"tostring([])", "error: cannot convert tuple to string"},
    {"tostring(unknown_of(1))", "unknown string"},
    {"tostring(unknown_any())", "unknown string"},
    {R"(tostring(with_prefix(unknown_of(""), "a")))", "unknown string"},
    {"tostring(sensitive(1))", R"(sensitive "1")"},
    {R"(tonumber("1e3"))", "1000"},
    {R"(tonumber("no"))", R"(error: cannot convert "no" to number; given string must be a decimal representation of a number)"},
    {R"(tonumber(sensitive("no")))", "error: cannot convert this sensitive string to number"},
    {"tonumber(true)", "error: cannot convert bool to number"},
    {R"(tonumber("0x10"))", R"(error: cannot convert "0x10" to number; given string must be a decimal representation of a number)"},
    {R"(tonumber(unknown_of("")))", "unknown number"},
    {R"(tobool("true"))", "true"},
    {R"(tobool("True"))", R"(error: cannot convert "True" to bool; only the strings "true" or "false" are allowed)"},
    {"tobool(1)", "error: cannot convert number to bool"},
    {"tobool(null)", "null bool"},
    {R"(tolist(["a", 1]))", R"(list["a", "1"])"},
    {"tolist([])", "list(any)[]"},
    {R"(tolist(toset(["b", "a"])))", R"(list["a", "b"])"},
    {"tolist({a = 1})", "error: cannot convert object to list of any single type"},
    {R"(tolist("a"))", "error: cannot convert string to list of any single type"},
    {"tolist(null)", "null list(any)"},
    {R"(tolist([["a"], "b"]))", "error: cannot convert tuple to list of any single type"},
    {R"(tolist(unknown_of(tolist([""]))))", "unknown list(any)"},
    {R"(tolist([unknown_of(""), 1]))", R"(list[unknown string, "1"])"},
    {R"(tolist([sensitive("a"), "b"]))", R"(list[sensitive "a", "b"])"},
    {R"(toset(["c", "a", "c"]))", R"(set["a", "c"])"},
    {R"(toset([1, "1"]))", R"(set["1"])"},
    {R"(toset(["a", unknown_of("")]))", R"(set["a", unknown string])"},
    {R"(toset([sensitive("a"), "b"]))", R"(sensitive set["a", "b"])"},
    {"toset({a = 1})", "error: cannot convert object to set of any single type"},
    {R"(tomap({a = 1, b = "x"}))", R"(map{a: "1", b: "x"})"},
    {"tomap({})", "map(any){}"},
    {R"(tomap(["a"]))", "error: cannot convert tuple to map of any single type"},
    {"tomap({a = 1, b = [1]})", "error: cannot convert object to map of any single type"},
    {"tomap({a = sensitive(1)})", "map{a: sensitive 1}"},
    {"sensitive(1)", "sensitive 1"},
    {"sensitive(null)", "sensitive null"},
    {R"(sensitive(unknown_of("")))", "sensitive unknown string"},
    {"nonsensitive(sensitive(1))", "1"},
    {"nonsensitive(1)", "1"},
    {"nonsensitive(sensitive([sensitive(1)]))", "[sensitive 1]"},
    {"nonsensitive(ephemeral(sensitive(1)))", "ephemeral 1"},
    {"issensitive(sensitive(1))", "true"},
    {"issensitive([sensitive(1)])", "false"},
    {R"(issensitive(unknown_of("")))", "unknown bool"},
    {R"(issensitive(sensitive(unknown_of(""))))", "true"},
    {R"(ephemeralasnull("a"))", R"("a")"},
    {R"(ephemeralasnull(ephemeral("a")))", "null string"},
    {R"(ephemeralasnull({a = ephemeral(1), b = sensitive(ephemeral("x")), c = [ephemeral(true), 2]}))",
     "{a: null number, b: sensitive null string, c: [null bool, 2]}"},
    {R"(ephemeralasnull(tomap({a = ephemeral("x"), b = "y"})))", R"(map{a: null string, b: "y"})"},
    {R"(ephemeralasnull(tolist([ephemeral("x"), "y"])))", R"(list[null string, "y"])"},
    {R"(ephemeralasnull(toset([ephemeral("x")])))", "null set(string)"},
    {R"(ephemeralasnull(ephemeral(unknown_of(""))))", "unknown string"},
    {"ephemeralasnull(null)", "null"},
    {"ephemeralasnull(unknown_any())", "unknown any"},
};

TEST(Functions, Conversion) { notation::expect_rows(kRows); }

}  // namespace
}  // namespace wafpp::functions
