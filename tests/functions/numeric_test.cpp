#include "functions/table.h"

// Numbers: what go-cty and Terraform's own functions give for the same arguments, in the notation of `notation.h`.

namespace wafpp::functions {
namespace {

constexpr notation::Row kRows[] = {
    {"abs(-12.4)", "12.4"},
    {"abs(sensitive(-1))", "sensitive 1"},
    {"abs(null)", "error: argument must not be null"},
    {"abs(unknown_of(1))", "unknown number not null"},
    {R"(abs("x"))", R"(error: Invalid value for "num" parameter: a number is required.)"},
    {"ceil(-0.5)", "0"},
    {"ceil(1e100)", "10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"},
    {"ceil(-12345678901234567890.5)", "-12345678901234567890"},
    {"floor(-0.5)", "-1"},
    {R"(floor("4.9"))", "4"},
    {"log(16, 2)", "4"},
    {"log(50, 10)", "1.6989700043360185"},
    {"log(0, 10)", "-Inf"},
    {"log(3, 1)", "+Inf"},
    {"log(1, 1)", "error: the result is not a number"},
    {"log(-1, 10)", "error: the result is not a number"},
    {"log(1e400, 10)",
     "error: value must be between "
     "-179769313486231570814527423731704356798070567525844996598917476803157260780028538760589558632766878171540458953514382464234321326889"
     "4641827684675467035375169860499105765512820762454900903893289440758685084551339423045832369032229481658085593321233482747978262041447"
     "23168738177180919299881250404026184124858368.000000 and "
     "1797693134862315708145274237317043567980705675258449965989174768031572607800285387605895586327668781715404589535143824642343213268894"
     "6418276846754670353751698604991057655128207624549009038932894407586850845513394230458323690322294816580855933212334827479782620414472"
     "3168738177180919299881250404026184124858368.000000 inclusive"},
    {"log(10, 1e-320)", "-0.0032472415394793398"},
    {"pow(2, 0.5)", "1.4142135623730951"},
    {"pow(1.1, 10)", "2.593742460100002"},
    {"pow(-8, 3)", "-512"},
    {"pow(-8, 0.5)", "error: the result is not a number"},
    {"pow(10, -400)", "0"},
    {"pow(0, -1)", "+Inf"},
    {"pow(10, 400)", "+Inf"},
    {"pow(7, -0.3)", "0.5577898253032461"},
    {"signum(-13)", "-1"},
    {"signum(0.5)", "error: value must be a whole number, between -9223372036854775808 and 9223372036854775807"},
    {"signum(9223372036854775808)", "error: value must be a whole number, between -9223372036854775808 and 9223372036854775807"},
    {"max(12, 54, 3)", "54"},
    {"max()", "error: must pass at least one number"},
    {"max(1, unknown_of(1))", "unknown number not null"},
    {"max(1, unknown_any())", "unknown number not null"},
    {R"(min("7", 8))", "7"},
    {"min(1, null)", "error: argument must not be null"},
    {"min(sensitive(2), 3)", "sensitive 2"},
    {R"(parseint("FF", 16))", "255"},
    {R"(parseint("-zZ", 62))", "-2231"},
    {R"(parseint("+5", 10))", "5"},
    {R"(parseint("1_000", 10))", R"(error: cannot parse "1_000" as a base 10 integer)"},
    {R"(parseint("", 10))", R"(error: cannot parse "" as a base 10 integer)"},
    {R"(parseint("123456789012345678901234567890", 10))", "123456789012345678901234567890"},
    {R"(parseint("12", 1))", "error: base must be a whole number between 2 and 62 inclusive"},
    {R"(parseint("12", 63))", "error: base must be a whole number between 2 and 62 inclusive"},
    {R"(parseint("12", 2.5))", "error: value must be a whole number, between -9223372036854775808 and 9223372036854775807"},
    {"parseint(12, 10)", "error: first argument must be a string, not number"},
    {R"(parseint("12", 2))", R"(error: cannot parse "12" as a base 2 integer)"},
    {"parseint(unknown_any(), 10)", "unknown any"},
    {R"(parseint(unknown_of(""), 10))", "unknown number not null"},
    {R"(parseint(sensitive("11"), 2))", "sensitive 3"},
    {"sum([10, 13, 6, 4.5])", "33.5"},
    {"sum(toset([1, 1, 2]))", "3"},
    {R"(sum(["1", 2]))", "3"},
    {"sum([])", "error: cannot sum an empty list"},
    {"sum([1, null])", "error: argument must be list, set, or tuple of number values"},
    {R"(sum([1, "x"]))", "error: argument must be list, set, or tuple of number values"},
    {"sum([1, unknown_of(1)])", "unknown number not null"},
    {"sum({a = 1})", "error: argument must be list, set, or tuple. Received object"},
    {R"(sum("1"))", "error: cannot sum noniterable"},
    {"sum([0.1, 0.2])", "0.3"},
    {"range(3)", "list[0, 1, 2]"},
    {"range(-2)", "list[0, -1]"},
    {"range(1, 4)", "list[1, 2, 3]"},
    {"range(4, 1)", "list[4, 3, 2]"},
    {"range(1, 8, 3)", "list[1, 4, 7]"},
    {"range(1, 2, 0.25)", "list[1, 1.25, 1.5, 1.75]"},
    {"range(1, 1, 0)", "list(number)[]"},
    {"range(1, 8, 0)",
     "error: more than 1024 values were generated; either decrease the difference between start and end or use a smaller step"},
    {"range(1, 8, -1)", "error: end must be less than start when step is negative"},
    {"range(8, 1, 1)", "error: end must be greater than start when step is positive"},
    {"range()", "error: must have one, two, or three arguments"},
    {"range(1, 2, 3, 4)", "error: must have one, two, or three arguments"},
    {"range(2000)",
     "error: more than 1024 values were generated; either decrease the difference between start and end or use a smaller step"},
    {"range(unknown_of(1))", "unknown list(number) not null"},
};

TEST(Functions, Numeric) { notation::expect_rows(kRows); }

}  // namespace
}  // namespace wafpp::functions
