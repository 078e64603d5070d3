#include "functions/table.h"

// Formats: what `terraform console` gives for the same, in the notation of `notation.h`.

namespace wafpp::functions {
namespace {

constexpr notation::Row kRows[] = {
    {R"(format("%[1]5d", 1))", R"(error: unrecognized format character '5' at offset 4)"},
    {R"(format("%5[1]d", 1))", R"("    1")"},
    {R"(format("%.2[1]f", 1.255))", R"("1.25")"},
    {R"(format("%5.2[1]f|", 1.255))", R"(" 1.25|")"},
    {R"(format("%[0]d", 1))", R"(error: unrecognized format character '0' at offset 2)"},
    {R"(format("%[]d", 1))", R"(error: unrecognized format character ']' at offset 2)"},
    {R"(format("%[3]d", 1))", R"(error: not enough arguments for "%[3]d" at 0: need index 3 but have 1 total)"},
    {R"(format("%[2]s", "a", "b"))", R"("b")"},
    {R"(format("%[1]s %s", "a", "b"))", R"("a b")"},
    {R"(format("%[2]s %s", "a", "b"))", R"(error: not enough arguments for "%s" at 6: need index 3 but have 2 total)"},
    {R"(format("%d %s %[1]d", 1, "b"))", R"("1 b 1")"},
    {R"(format("%+d", 5))", R"("+5")"},
    {R"(format("%9223372036854775808s|", "a"))", R"("a|")"},
    {R"(format("%09223372036854775808v|", 1))", R"("1|")"},
    {R"(format("%+05d", 5))", R"("+0005")"},
    {R"(format("%-05d|", 5))", R"("5    |")"},
    {R"(format("%0-5d|", 5))", R"("5    |")"},
    {R"(format("%-05f|", 5))", R"("5.000000|")"},
    {R"(format("%0-12f|", 5))", R"("00005.000000|")"},
    {R"(format("%012f|", -5))", R"("-0005.000000|")"},
    {R"(format("%+.3e", 12345))", R"("+1.234e+04")"},
    {R"(format("%E", 12345))", R"("1.234500E+04")"},
    {R"(format("%G", 1e-10))", R"("1E-10")"},
    {R"(format("% f", 1.5))", R"(" 1.500000")"},
    {R"(format("% x", 255))", R"(" ff")"},
    {R"(format("%#X", 255))", R"("0XFF")"},
    {R"(format("%#o", 8))", R"("010")"},
    {R"(format("%#b", 5))", R"("0b101")"},
    {R"(format("%.5d", 42))", R"("00042")"},
    {R"(format("%8.5d|", 42))", R"("   00042|")"},
    {R"(format("%08.5d|", 42))", R"("   00042|")"},
    {R"(format("%-8.5d|", 42))", R"("00042   |")"},
    {R"(format("%.0d|", 0))", R"("|")"},
    {R"(format("%.d|", 0))", R"("|")"},
    {R"(format("%5.0d|", 0))", R"("|")"},
    {R"(format("%.f", 1.5))", R"("2")"},
    {R"(format("%.g", 123456))", R"("1e+05")"},
    {R"(format("%.3g", 123456))", R"("1.23e+05")"},
    {R"(format("%#g", 1.5))", R"("1.5")"},
    {R"(format("%99999999999999999999d", 1))", R"x("%!(NOVERB)%!(EXTRA *big.Int=1)")x"},
    {R"(format("%.99999999999999999999f", 1))", R"x("%!(NOVERB)%!(EXTRA *big.Float=1)")x"},
    {R"(format("%d", -0))", R"("0")"},
    {R"(format("%v", 123456789))", R"("1.23456789e+08")"},
    {R"(format("%v", 0.1))", R"("0.1")"},
    {R"(format("%10v|%-10v|%010v|", 1.5, "a", true))", R"("       1.5|a         |000000true|")"},
    {R"(format("%v", [1,null,{a=true}]))", R"("[1,null,{\"a\":true}]")"},
    {R"(format("%#v", toset([1,2])))", R"("[1,2]")"},
    {R"(format("%#v", "é<&>\u2028"))", R"("\"é\\u003c\\u0026\\u003e\\u2028\"")"},
    {R"(format("%q", "é<&>\u2028\u0001"))", R"("\"é\\u003c\\u0026\\u003e\\u2028\\u0001\"")"},
    {R"(format("%.2q", "abcdef"))", R"("\"ab\"")"},
    {R"(format("%10q|", "é"))", R"("       \"é\"|")"},
    {R"(format("%.0s|", "abc"))", R"("abc|")"},
    {R"(format("%.s|", "abc"))", R"("abc|")"},
    {R"(format("%5.3s|", "e\u0301👨‍👩‍👧ßxyz"))", R"("  é👨\u200d👩\u200d👧ß|")"},
    {R"(format("%5s|", "👨‍👩‍👧"))", R"("    👨\u200d👩\u200d👧|")"},
    {R"(format("%-5t|%05t|", true, false))", R"("true|false|")"},
    {R"(format("%t", "abc"))", R"(error: unsupported value for "%t" at 0: a bool is required)"},
    {R"(format("%t", null_of("")))", R"(error: unsupported value for "%t" at 0: null value cannot be formatted)"},
    {R"(format("%s", null_of("")))", R"(error: unsupported value for "%s" at 0: null value cannot be formatted)"},
    {R"(format("%v", null_of("")))", R"("null")"},
    {R"(format("%#v", null_of("")))", R"("null")"},
    {R"(format("%5v|", null_of(1)))", R"(" null|")"},
    {R"(format("%d", null_of(1)))", R"(error: unsupported value for "%d" at 0: null value cannot be formatted)"},
    {R"(format("%s", []))", R"(error: unsupported value for "%s" at 0: string required)"},
    {R"(format("%d", "abc"))", R"(error: unsupported value for "%d" at 0: a number is required)"},
    {R"(format("%d", "1.5"))", R"(error: unsupported value for "%d" at 0: an integer is required)"},
    {R"(format("%x", -255))", R"("-ff")"},
    {R"(format("%X", 3735928559))", R"("DEADBEEF")"},
    {R"(format("%O", 8))", R"(error: unsupported format verb 'O' in "%O" at offset 0)"},
    {R"(format("%5%|"))", R"(error: unrecognized format character '%' at offset 2)"},
    {R"(format("%-%"))", R"(error: unrecognized format character '%' at offset 2)"},
    {R"(format("%"))", R"(error: invalid format string starting at offset 1)"},
    {R"(format("abc %"))", R"(error: invalid format string starting at offset 5)"},
    {R"(format("%5"))", R"(error: invalid format string starting at offset 2)"},
    {R"(format("%é", 1))", R"(error: unrecognized format character 'é' at offset 1)"},
    {R"(format("%!", 1))", R"(error: unrecognized format character '!' at offset 1)"},
    {R"(format("%5 d", 1))", R"(error: unrecognized format character ' ' at offset 2)"},
    {R"(format("%z %d", 1))", R"(error: unsupported format verb 'z' in "%z" at offset 0)"},
    {R"(format("a%sb%sc", "x"))", R"(error: not enough arguments for "%s" at 4: need index 2 but have 1 total)"},
    {R"(format("a", "x"))", R"(error: too many arguments; no verbs in format string)"},
    {R"(format("%s %s %[1]s", "x", "y", "z"))", R"(error: too many arguments; only 2 used by format string)"},
    {R"(format(1))", R"("1")"},
    {R"(format("%+s|%#s|% s", "a","b","c"))", R"("a|b|c")"},
    {R"(format("%+q|%#q|% q", "a","b","c"))", R"("\"a\"|\"b\"|\"c\"")"},
    {R"(format("%+t", true))", R"("true")"},
    {R"(format("%#f %#e %#d", 1.5, 1.5, 5))", R"("1.500000 1.500000e+00 5")"},
    {R"(format("%v", true))", R"("true")"},
    {R"(format("%-+5d|", 3))", R"("+3   |")"},
    {R"(format("% +d", 3))", R"("+3")"},
    {R"(format("%+ d", 3))", R"("+3")"},
    {R"(format("%e", 0))", R"("0.000000e+00")"},
    {R"(format("%g", 1e21))", R"("1e+21")"},
    {R"(format("%G", 1e21))", R"("1E+21")"},
    {R"(format("%.20g", 0.1))", R"("0.1")"},
    {R"(format("%.60f", 0.1))", R"("0.100000000000000000000000000000000000000000000000000000000000")"},
    {R"(format("%5c", 0.1))", R"(error: unsupported format verb 'c' in "%5c" at offset 0)"},
    {R"(format("%[1]", 0.1))", R"(error: invalid format string starting at offset 4)"},
    {R"(format("%[1", 0.1))", R"(error: invalid format string starting at offset 3)"},
    {R"(format("%1$s", "a"))", R"(error: unrecognized format character '$' at offset 2)"},
    {R"(format("%.-5d", 1))", R"(error: unrecognized format character '-' at offset 2)"},
    {R"(format("%.5.5d", 1))", R"(error: unrecognized format character '.' at offset 3)"},
    {R"(format("%[99999999999999999999]d", 1))",
     R"(error: not enough arguments for "%[99999999999999999999]d" at 0: need index 7766279631452241919 but have 1 total)"},
    {R"(format("%[18446744073709551617]d", 1))", R"("1")"},
    {R"(format("%18446744073709551621s|", "a"))", R"("    a|")"},
    {R"(format("%.18446744073709551618s|", "abc"))", R"("ab|")"},
    {R"(format("%00005d", 1))", R"("00001")"},
    {R"(format("%v%%%v", 1, 2))", R"("1%2")"},
    {R"(format("%%%d", 1))", R"("%1")"},
    {R"(format("%5%d|", 1))", R"(error: unrecognized format character '%' at offset 2)"},
    {R"(format("%-012f|", 5))", R"("00005.000000|")"},
    {R"(format("%10000010d", 1))", R"x("%!(NOVERB)%!(EXTRA *big.Int=1)")x"},
    {R"(format("%.10000010f", 1.5))", R"x("%!(NOVERB)%!(EXTRA *big.Float=1.5)")x"},
    {R"(format("%5.99999999999d", 7))", R"x("%!(NOVERB)%!(EXTRA *big.Int=7)")x"},
    {R"(format("%x", "0x10"))", R"(error: unsupported value for "%x" at 0: a number is required)"},
    {R"(format("%d", true))", R"(error: unsupported value for "%d" at 0: number required)"},
    {R"(format("%s %d", "a"))", R"(error: not enough arguments for "%d" at 3: need index 2 but have 1 total)"},
    {R"(format("%'", 1))", R"(error: unrecognized format character '\'' at offset 1)"},
    {R"(format("%\"", 1))", R"(error: unrecognized format character '"' at offset 1)"},
    {R"(format("%\u0001", 1))", R"(error: unrecognized format character '\x01' at offset 1)"},
    {R"(format("%\\", 1))", R"(error: unrecognized format character '\\' at offset 1)"},
    {R"(format("%s%", "a"))", R"(error: invalid format string starting at offset 3)"},
    {R"(format("%-+# 0d|", 3))", R"("+3|")"},
    {R"(format("%+q", "é"))", R"("\"é\"")"},
    {R"(format("%5.1v|", "abc"))", R"("  abc|")"},
    {R"(format("%.1v|", 1.55))", R"("1.55|")"},
    {R"(format("%#5v|", "a"))", R"("  \"a\"|")"},
    {R"(format("%-#5v|", "a"))", R"("\"a\"  |")"},
    {R"(format("%#v", 1.50))", R"("1.5")"},
    {R"(format("%#v", 1e30))", R"("1000000000000000000000000000000")"},
    {R"(format("%e", 1.5e-400))", R"("1.500000e-400")"},
    {R"(format("%g", 123456789.123456789))", R"("1.23456789123456789e+08")"},
    {R"(format("%.0f", 0.5))", R"("0")"},
    {R"(format("%.0f", 1.5))", R"("2")"},
    {R"(format("%.3f", 2.0005))", R"("2.001")"},
    {R"(format("%x", 1e20))", R"("56bc75e2d63100000")"},
    {R"(format("%#x", -1))", R"("-0x1")"},
    {R"(format("%+x", 255))", R"("+ff")"},
    {R"(format("%08x", -255))", R"("-00000ff")"},
    {R"(format("%#010x", 255))", R"("0x000000ff")"},
    {R"(format("%-#10x|", 255))", R"("0xff      |")"},
    {R"(format("%f", "1.5"))", R"("1.500000")"},
    {R"(format("%f", "abc"))", R"(error: unsupported value for "%f" at 0: a number is required)"},
    {R"(format("%e", true))", R"(error: unsupported value for "%e" at 0: number required)"},
    {R"(formatlist("%s%s", ["a", "b"], ["x", "y"]))", R"(list["ax", "by"])"},
    {R"(formatlist("%s", "x"))", R"(list["x"])"},
    {R"(formatlist("plain"))", R"(list["plain"])"},
    {R"(formatlist("%s"))", R"(error: not enough arguments for "%s" at 0: need index 1 but have 0 total)"},
    {R"(formatlist("%s", []))", R"(list(string)[])"},
    {R"(formatlist("a", []))", R"(list(string)[])"},
    {R"(formatlist("%s", ["a"], []))", R"(error: argument 2 has length 0, which is inconsistent with argument 1 of length 1)"},
    {R"(formatlist("%d%s", [1,2], ["a"]))", R"(error: argument 2 has length 1, which is inconsistent with argument 1 of length 2)"},
    {R"(formatlist("%d", ["x"]))", R"(error: error on format iteration 0: unsupported value for "%d" at 0: a number is required)"},
    {R"(formatlist("%v", [["q"],"b"]))", R"(list["[\"q\"]", "b"])"},
    {R"(formatlist("%v", {a=1}))", R"(list["{\"a\":1}"])"},
    {R"(formatlist("%s", {a=1}))", R"(error: error on format iteration 0: unsupported value for "%s" at 0: string required)"},
    {R"(formatlist("%s", ["a", null]))",
     R"(error: error on format iteration 1: unsupported value for "%s" at 0: null value cannot be formatted)"},
    {R"(formatlist("%s-%s", toset(["b", "a"]), "z"))", R"(list["a-z", "b-z"])"},
    {R"(formatlist("%s", ["a"], "b"))", R"(error: error on format iteration 0: too many arguments; only 1 used by format string)"},
};

TEST(Functions, Format) { notation::expect_rows(kRows); }

// Widths that Go reads, and those it gives up on.
TEST(Functions, FormatOfWideNumbers) {
  Context context;
  notation::Reader reader(context);
  Outcome wide = reader.read(R"(format("%10000009d", 1))");
  ASSERT_TRUE(wide);
  EXPECT_EQ(wide->as_string(), std::string(10'000'008, ' ') + "1");
  Outcome precise = reader.read(R"(format("%.10000009f", 1.5))");
  ASSERT_TRUE(precise);
  EXPECT_EQ(precise->as_string(), "1.5" + std::string(10'000'008, '0'));
}

constexpr notation::Row kUnknownRows[] = {
    {R"(format("abc-%s", unknown_of("")))", R"(unknown string not null prefix "abc-")"},
    {R"(format("abc%s", unknown_of("")))", R"(unknown string not null prefix "ab")"},
    {R"(format("ab1%s", unknown_of("")))", R"(unknown string not null prefix "ab")"},
    {R"(format("ab=%s", unknown_of("")))", R"(unknown string not null prefix "ab")"},
    {R"(format("ab_%s", unknown_of("")))", R"(unknown string not null prefix "ab_")"},
    {R"(format("ab\n%s", unknown_of("")))", R"(unknown string not null prefix "ab")"},
    {R"(format("ab\r%s", unknown_of("")))", R"(unknown string not null prefix "ab")"},
    {R"(format("abü%s", unknown_of("")))", R"(unknown string not null prefix "ab")"},
    {R"(format("ab-👨‍👩‍👧%s", unknown_of("")))", R"(unknown string not null prefix "ab-")"},
    {R"(format("%s-%s", "abc", unknown_of("")))", "unknown string not null"},
    {R"(format("a%%b%s", unknown_of("")))", "unknown string not null"},
    {R"(format("abc", unknown_of("")))", "unknown string not null"},
    {R"(format("abc-%z", unknown_of("")))", R"(unknown string not null prefix "abc-")"},
    {R"(format("abc-%v", [unknown_of("")]))", R"(unknown string not null prefix "abc-")"},
    {R"(format(unknown_of(""), "x"))", "unknown string not null"},
    {R"(format("%s", null))", "unknown any"},
    {R"(format("%s", unknown_any()))", "unknown any"},
    {R"(format("%s", sensitive("x")))", R"(sensitive "x")"},
    {R"(format(sensitive("%s"), "x"))", R"(sensitive "x")"},
    {R"(format("%v", [sensitive("x")]))", R"(sensitive "[\"x\"]")"},
    {R"(format("a-%s", sensitive(unknown_of(""))))", R"(sensitive unknown string not null prefix "a-")"},
    // Where an argument is not known, Terraform forgets to go on in those that follow.
    {R"(formatlist("%s%s", [unknown_of(""), "a"], ["x", "y"]))", R"(list[unknown string not null, "ax"])"},
    {R"(formatlist("%s%s", ["x", "y"], [unknown_of(""), "a"]))", R"(list[unknown string not null, "ya"])"},
    {R"(formatlist("%s%s", unknown_of(""), ["x", "y"]))", "list[unknown string not null, unknown string not null]"},
    {R"(formatlist("%s", unknown_of(["a"])))", "unknown list(string) not null"},
    {R"(formatlist("%s%s", unknown_of(["a"]), ["x", "y", "z"]))",
     "error: argument 2 has length 3, which is inconsistent with argument 1 of length 1"},
    {R"(formatlist("%s%s", unknown_of(tolist(["a"])), ["x", "y", "z"]))", "unknown list(string) not null"},
    {R"(formatlist("%s", toset([unknown_of("")])))", "list[unknown string not null]"},
    {R"(formatlist("%s", toset([unknown_of(""), "x"])))", "unknown list(string) not null"},
    {R"(formatlist("%s", [], unknown_of("")))", "list(string)[]"},
    {R"(formatlist("%s", null_of(tolist([""]))))",
     "error: error on format iteration 0: unsupported value for \"%s\" at 0: null value cannot be formatted"},
    {R"(formatlist("%v", null_of(tolist([""]))))", R"(list["null"])"},
    {R"(formatlist("%v", null))", "unknown any"},
    {R"(formatlist(unknown_of(""), []))", "unknown list(string) not null"},
    {R"(formatlist("%s", [[unknown_of("")], "b"]))", R"(list[unknown string not null, "b"])"},
    {R"(formatlist("%s", [sensitive("a"), "b"]))", R"(sensitive list["a", "b"])"},
};

TEST(Functions, FormatOfUnknownValues) { notation::expect_rows(kUnknownRows); }

// A reader can tell by its end which policy or key an ARN names whose account is not known.
TEST(Functions, FormatKeepsTheEndOfAnUnknownString) {
  Context context;
  notation::Reader reader(context);
  auto suffix = [&reader](std::string_view expression) {
    Outcome outcome = reader.read(expression);
    return outcome && outcome->refinement() != nullptr ? outcome->refinement()->suffix : "?";
  };
  EXPECT_EQ(suffix(R"(format("arn:aws:iam::%s:policy/x", unknown_of("")))"), ":policy/x");
  EXPECT_EQ(suffix(R"(format("a%-5.2[1]sb", unknown_of("")))"), "b");
  EXPECT_EQ(suffix(R"(format("%s", unknown_of("")))"), "");
  EXPECT_EQ(suffix(R"(format("%s%%x", unknown_of("")))"), "%x");
  EXPECT_EQ(suffix("format(\"%s\u0301x\", unknown_of(\"\"))"), "");
  EXPECT_EQ(suffix(R"(format("%s:%s", unknown_of(""), "1.4"))"), ":1.4");
  EXPECT_EQ(suffix(R"(format("%[2]s-%03d", 7, unknown_of("")))"), "");
  EXPECT_EQ(suffix(R"(format("%[2]s-%03[1]d", 7, unknown_of("")))"), "-007");
}

// The same as templates keep.
TEST(Functions, FormatKeepsAnOutline) {
  Context context;
  notation::Reader reader(context);
  auto outline = [&reader](std::string_view expression) -> std::string {
    Outcome outcome = reader.read(expression);
    const value::Refinement* known = outcome ? outcome->refinement() : nullptr;
    return known != nullptr && known->outline ? *known->outline : "none";
  };
  const std::string gap(value::kGap);
  EXPECT_EQ(outline(R"(format("%s.example.com/web@%s", unknown_of(""), unknown_of("")))"), gap + ".example.com/web@" + gap);
  EXPECT_EQ(outline(R"(format("%d%% of %s", 7, unknown_of("")))"), "7% of " + gap);
  EXPECT_EQ(outline(R"(format("%s %d", unknown_of(""), "x"))"), "none");
  EXPECT_EQ(outline(R"(format("%s %s", unknown_of("")))"), "none");
  EXPECT_EQ(outline(R"(format("%600s %s", "x", unknown_of("")))"), "none");
}

TEST(Functions, FormatIsLimited) {
  Context context;
  context.max_string = 1000;
  context.max_elements = 3;
  EXPECT_EQ(notation::result_of(R"(format("%1001d", 1))", context), "limit: the string would have 1001 bytes; at most 1000 are allowed");
  EXPECT_EQ(notation::result_of(R"(format("%.2000f", 1))", context), "limit: the string would have 2000 bytes; at most 1000 are allowed");
  EXPECT_EQ(notation::result_of(R"(format("%4611686018427387904s", "a"))", context),
            "limit: the string would have 4611686018427387904 bytes; at most 1000 are allowed");
  EXPECT_EQ(notation::result_of(R"(format("%600d%600d", 1, 2))", context),
            "limit: the string would have 1200 bytes; at most 1000 are allowed");
  EXPECT_EQ(notation::result_of(R"(formatlist("%600d", [1, 2]))", context),
            "limit: the string would have 1200 bytes; at most 1000 are allowed");
  EXPECT_EQ(notation::result_of(R"(formatlist("%s", [1, 2, 3, 4]))", context),
            "limit: the collection would have 4 elements; at most 3 are allowed");
}

}  // namespace
}  // namespace wafpp::functions
