#include <gmock/gmock.h>

#include "functions/base64.h"
#include "functions/table.h"

// Encodings: what Terraform answers for the same arguments, in the notation of `notation.h`.

namespace wafpp::functions {
namespace {

constexpr notation::Row kBase64Rows[] = {
    {R"(base64decode("!!!"))", R"(error: failed to decode base64 data "!!!")"},
    {R"(base64decode("/w=="))", "error: the result of decoding the provided string is not valid UTF-8"},
    {R"(base64decode("YQ="))", R"(error: failed to decode base64 data "YQ=")"},
    {R"(base64decode("YWJj\r\nZA==\n"))", R"("abcd")"},
    {R"(base64decode("YR=="))", R"("a")"},
    {"base64decode(null)", "error: argument must not be null"},
    {R"(base64gzip("hello world"))", R"("H4sIAAAAAAAA/8pIzcnJVyjPL8pJAQAAAP//AQAA//+FEUoNCwAAAA==")"},
    {R"(base64gzip(""))", R"("H4sIAAAAAAAA/wAAAP//AQAA//8AAAAAAAAAAA==")"},
    {R"(base64decode("SGVs\nbG8="))", R"("Hello")"},
    {R"(base64decode("_-8="))", R"(error: failed to decode base64 data "_-8=")"},
    {R"(base64decode("YQ==YQ=="))", R"(error: failed to decode base64 data "YQ==YQ==")"},
    {R"(base64decode("YQ=\n=\n"))", R"("a")"},
    {R"(base64decode("YQ==\nx"))", R"(error: failed to decode base64 data "YQ==\nx")"},
    {R"(base64decode("="))", R"(error: failed to decode base64 data "=")"},
    {R"(base64decode("Y"))", R"(error: failed to decode base64 data "Y")"},
    {R"(base64decode("YWI"))", R"(error: failed to decode base64 data "YWI")"},
    {R"(base64decode("YWJj YQ=="))", R"(error: failed to decode base64 data "YWJj YQ==")"},
    {R"(base64decode("ZcyB"))", R"("é")"},
    {R"(base64encode(""))", R"("")"},
    {R"(base64encode("äöü"))", R"("w6TDtsO8")"},
    {"base64encode(42)", R"("NDI=")"},
    {"base64encode([])", R"(error: Invalid value for "str" parameter: string required.)"},
    {"base64gzip(12)", R"("H4sIAAAAAAAA/zI0AgAAAP//AQAA///NRFNPAgAAAA==")"},
};

constexpr notation::Row kTextRows[] = {
    {R"(textdecodebase64("gg==", "nope"))", R"(error: "nope" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textdecodebase64("!!", "UTF-8"))", "error: the given value is has an invalid base64 symbol at offset 0"},
    {R"(textdecodebase64("/w==", "UTF-8"))", "error: the given string contains symbols that are not defined for UTF-8"},
    {R"(textencodebase64("日", "ISO-8859-1"))",
     "error: the given string contains characters that cannot be represented in ISO_8859-1:1987"},
    {R"(textencodebase64("a", "UTF-16"))", R"("/v8AYQ==")"},
    {R"(textencodebase64("é€", "windows-1252"))", R"("6YA=")"},
    {R"(textencodebase64("a", "utf8"))", R"(error: "utf8" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textencodebase64("a", "UTF-32"))", R"(error: "UTF-32" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textencodebase64("a", "US-ASCII"))", R"("YQ==")"},
    {R"(textencodebase64("é", "US-ASCII"))", "error: the given string contains characters that cannot be represented in US-ASCII"},
    {R"(textencodebase64("é", "ascii"))", R"(error: "ascii" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textencodebase64("a", ""))", R"(error: "" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textencodebase64("a", "UTF-7"))", R"(error: "UTF-7" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textencodebase64("a", "cp1252"))", R"(error: "cp1252" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textencodebase64("日", "Shift_JIS"))", R"("k/o=")"},
    {R"(textencodebase64("日", "GBK"))", R"("yNU=")"},
    {R"(textencodebase64("日", "Big5"))", R"("pOk=")"},
    {R"(textencodebase64("日", "ISO-2022-JP"))", R"("GyRCRnwbKEI=")"},
    {R"(textencodebase64("日", "HZ-GB-2312"))", R"("fntIVQ==")"},
    {R"(textencodebase64("日", "EUC-KR"))", R"("7O0=")"},
    {R"(textencodebase64("日", "GB2312"))", R"(error: "GB2312" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textencodebase64("a", "macintosh"))", R"("YQ==")"},
    {R"(textencodebase64("a", "IBM037"))", R"("gQ==")"},
    {R"(textencodebase64("a", "IBM437"))", R"("YQ==")"},
    {R"(textencodebase64("a", "KOI8-R"))", R"("YQ==")"},
    {R"(textencodebase64("a", "KOI8-U"))", R"("YQ==")"},
    {R"(textencodebase64("a", "TIS-620"))", R"(error: "TIS-620" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textencodebase64("a", "windows-874"))", R"("YQ==")"},
    {R"(textencodebase64("a", "ISO-8859-12"))",
     R"(error: "ISO-8859-12" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textencodebase64("a", "ISO-8859-11"))",
     R"(error: "ISO-8859-11" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textencodebase64("a", "x-user-defined"))",
     R"(error: "x-user-defined" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textencodebase64("a", "ISO-8859-8-I"))", R"("YQ==")"},
    {R"(textencodebase64("a", "ISO-8859-8-E"))", R"("YQ==")"},
    {R"(textencodebase64("a", "latin1"))", R"("YQ==")"},
    {R"(textencodebase64("a", "l1"))", R"("YQ==")"},
    {R"(textencodebase64("a", "utf-16le"))", R"("YQA=")"},
    {R"(textencodebase64("a", "UTF-32LE"))",
     R"(error: "UTF-32LE" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textencodebase64("a", " UTF-8"))", R"("YQ==")"},
    {R"(textdecodebase64("AEg=", "UTF-16"))", R"("H")"},
    {R"(textdecodebase64("/v8ASA==", "UTF-16"))", R"("H")"},
    {R"(textdecodebase64("//5IAA==", "UTF-16"))", R"("H")"},
    {R"(textdecodebase64("SA==", "UTF-16LE"))", "error: the given string contains symbols that are not defined for UTF-16LE"},
    {R"(textdecodebase64("ANg=", "UTF-16LE"))", "error: the given string contains symbols that are not defined for UTF-16LE"},
    {R"(textdecodebase64("77u/YQ==", "UTF-8"))", R"("\ufeffa")"},
    {R"(textencodebase64("\U0001f600", "UTF-16BE"))", R"("2D3eAA==")"},
    {R"(textdecodebase64("gQ==", "windows-1252"))", "error: the given string contains symbols that are not defined for windows-1252"},
    {R"(textdecodebase64("iQ==", "ISO-8859-1"))", R"("\u0089")"},
    {R"(textdecodebase64("gICA", "Shift_JIS"))", R"("\u0080\u0080\u0080")"},
    {R"(textdecodebase64("//////8=", "EUC-JP"))",
     "error: the given string contains symbols that are not defined for Extended_UNIX_Code_Packed_Format_for_Japanese"},
    {R"(textdecodebase64("77+9", "UTF-8"))", "error: the given string contains symbols that are not defined for UTF-8"},
    {R"(textencodebase64("\ufffd", "UTF-8"))", R"("77+9")"},
    {R"(textencodebase64("\ufffd", "UTF-16"))", R"("/v///Q==")"},
    {R"(textencodebase64("\ufffd", "ISO-8859-1"))",
     "error: the given string contains characters that cannot be represented in ISO_8859-1:1987"},
    {R"(textdecodebase64("/f8=", "UTF-16LE"))", "error: the given string contains symbols that are not defined for UTF-16LE"},
    {R"(textdecodebase64("//5IAA==", "UTF-16LE"))", R"("\ufeffH")"},
    {R"(textdecodebase64("/v8ASA==", "UTF-16BE"))", R"("\ufeffH")"},
    {R"(textdecodebase64("/v8ASP7/", "UTF-16"))", R"("H\ufeff")"},
    {R"(textdecodebase64("", "UTF-16"))", R"("")"},
    {R"(textencodebase64("", "UTF-16"))", R"("/v8=")"},
    {R"(textdecodebase64("/v8=", "UTF-16"))", R"("")"},
    {R"(textdecodebase64("//4=", "UTF-16"))", R"("")"},
    {R"(textdecodebase64("/w==", "UTF-16"))", "error: the given string contains symbols that are not defined for UTF-16"},
    {R"(textdecodebase64("2D0=", "UTF-16BE"))", "error: the given string contains symbols that are not defined for UTF-16BE"},
    {R"(textdecodebase64("2D3eAA==", "UTF-16BE"))", R"("😀")"},
    {R"(textdecodebase64("3gDYPQ==", "UTF-16BE"))", "error: the given string contains symbols that are not defined for UTF-16BE"},
    {R"(textdecodebase64("2D0AQQ==", "UTF-16BE"))", "error: the given string contains symbols that are not defined for UTF-16BE"},
    {R"(textdecodebase64("ZcyB", "UTF-8"))", R"("é")"},
    {R"(textencodebase64("\u0000", "ISO-8859-1"))", R"("AA==")"},
    {R"(textdecodebase64("AA==", "US-ASCII"))", R"("\x00")"},
    {R"(textdecodebase64("gA==", "US-ASCII"))", "error: the given string contains symbols that are not defined for US-ASCII"},
    {R"(textencodebase64("a", "\tUTF-8\n"))", R"("YQ==")"},
    {R"(textencodebase64("a", "\u00a0UTF-8"))", R"("YQ==")"},
    {R"(textencodebase64("a", "nope nope"))",
     R"(error: "nope nope" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textdecodebase64("!!", "nope"))", R"(error: "nope" is not a supported IANA encoding name or alias in this Terraform version)"},
    {R"(textencodebase64(null, "UTF-8"))", "error: argument must not be null"},
    {R"(textencodebase64("a", null))", "error: argument must not be null"},
    {R"(textencodebase64("å", "IBM037"))", R"("Rw==")"},
    {R"(textencodebase64("\u0085", "IBM037"))", R"("FQ==")"},
    {R"(textencodebase64("\u001a", "ISO-8859-1"))", R"("Gg==")"},
    {R"(textencodebase64("\u001a", "windows-1252"))", R"("Gg==")"},
    {R"(textdecodebase64("Gg==", "windows-1252"))", R"("\x1a")"},
    {R"(textencodebase64("\u001a", "Shift_JIS"))", R"("Gg==")"},
    {R"(textencodebase64("\u0080", "windows-1252"))",
     "error: the given string contains characters that cannot be represented in windows-1252"},
    {R"(textencodebase64("a日b~c日\nd", "HZ-GB-2312"))", R"("YX57SFV+fWJ+fmN+e0hVfn0KZA==")"},
    {R"(textencodebase64("日本", "HZ-GB-2312"))", R"("fntIVTE+")"},
    {R"(textencodebase64("~", "HZ-GB-2312"))", R"("fn4=")"},
    {R"(textdecodebase64("fn4=", "HZ-GB-2312"))", R"("~")"},
    {R"(textdecodebase64("fntIVX59YQ==", "HZ-GB-2312"))", R"("日a")"},
    {R"(textdecodebase64("fntIVQ==", "HZ-GB-2312"))", R"("日")"},
    {R"(textdecodebase64("YX4KYg==", "HZ-GB-2312"))", R"("ab")"},
    {R"(textdecodebase64("fg==", "HZ-GB-2312"))", "error: the given string contains symbols that are not defined for HZ-GB-2312"},
    {R"(textdecodebase64("fntI", "HZ-GB-2312"))", "error: the given string contains symbols that are not defined for HZ-GB-2312"},
    {R"(textdecodebase64("fntIVQph", "HZ-GB-2312"))", "error: the given string contains symbols that are not defined for HZ-GB-2312"},
    {R"(textdecodebase64("fntIVWE=", "HZ-GB-2312"))", "error: the given string contains symbols that are not defined for HZ-GB-2312"},
    {R"(textdecodebase64("fnh4", "HZ-GB-2312"))", "error: the given string contains symbols that are not defined for HZ-GB-2312"},
    {R"(textdecodebase64("gA==", "HZ-GB-2312"))", "error: the given string contains symbols that are not defined for HZ-GB-2312"},
    {R"(textdecodebase64("yNU=", "HZ-GB-2312"))", "error: the given string contains symbols that are not defined for HZ-GB-2312"},
    {R"(textdecodebase64("fntIVSBh", "HZ-GB-2312"))", "error: the given string contains symbols that are not defined for HZ-GB-2312"},
    {R"(textdecodebase64("fn1h", "HZ-GB-2312"))", R"("a")"},
    {R"(textdecodebase64("fnt+e0hV", "HZ-GB-2312"))", R"("日")"},
    {R"(textdecodebase64("fnt+fg==", "HZ-GB-2312"))", R"("~")"},
    {R"(textdecodebase64("fnvIVQ==", "HZ-GB-2312"))", "error: the given string contains symbols that are not defined for HZ-GB-2312"},
    {R"(textencodebase64("a日\nｱb日", "ISO-2022-JP"))", R"("YRskQkZ8GyhCChsoSTEbKEJiGyRCRnwbKEI=")"},
    {R"(textencodebase64("¥", "ISO-2022-JP"))", "error: the given string contains characters that cannot be represented in ISO-2022-JP"},
    {R"(textencodebase64("\u001b", "ISO-2022-JP"))", R"("Gw==")"},
    {R"(textdecodebase64("GyRCRnwbKEI=", "ISO-2022-JP"))", R"("日")"},
    {R"(textdecodebase64("GyRCRnw=", "ISO-2022-JP"))", R"("日")"},
    {R"(textdecodebase64("GyRARnwbKEph", "ISO-2022-JP"))", R"("日a")"},
    {R"(textdecodebase64("GyhKXH4=", "ISO-2022-JP"))", R"("\\~")"},
    {R"(textdecodebase64("GyhJMQ==", "ISO-2022-JP"))", R"("ｱ")"},
    {R"(textdecodebase64("GyRCRg==", "ISO-2022-JP"))", "error: the given string contains symbols that are not defined for ISO-2022-JP"},
    {R"(textdecodebase64("GyRCRnwKYQ==", "ISO-2022-JP"))", R"("日\na")"},
    {R"(textdecodebase64("Gw==", "ISO-2022-JP"))", "error: the given string contains symbols that are not defined for ISO-2022-JP"},
    {R"(textdecodebase64("Gygx", "ISO-2022-JP"))", "error: the given string contains symbols that are not defined for ISO-2022-JP"},
    {R"(textdecodebase64("gA==", "ISO-2022-JP"))", "error: the given string contains symbols that are not defined for ISO-2022-JP"},
    {R"(textdecodebase64("GyQoREZ8", "ISO-2022-JP"))", R"("泒")"},
    {R"(textdecodebase64("Dg==", "ISO-2022-JP"))", R"("\x0e")"},
    {R"(textdecodebase64("GyhJ4Q==", "ISO-2022-JP"))", "error: the given string contains symbols that are not defined for ISO-2022-JP"},
    {R"(textdecodebase64("GyhJMQph", "ISO-2022-JP"))", "error: the given string contains symbols that are not defined for ISO-2022-JP"},
    {R"(textencodebase64("a\u0080", "Shift_JIS"))", "error: the given string contains characters that cannot be represented in Shift_JIS"},
    {R"(textdecodebase64("iGI=", "Big5"))", R"("Ê̄")"},
    {R"(textencodebase64("Ê\u0304", "Big5"))", "error: the given string contains characters that cannot be represented in Big5"},
    {R"(textencodebase64("Ê\u030cê\u0304ê\u030c", "Big5"))",
     "error: the given string contains characters that cannot be represented in Big5"},
    {R"(textdecodebase64("iGSIo4il", "Big5"))", R"("Ê̌ê̄ê̌")"},
    {R"(textencodebase64("€", "GBK"))", R"("gA==")"},
    {R"(textencodebase64("\ue000", "GBK"))", "error: the given string contains characters that cannot be represented in GBK"},
    {R"(textencodebase64("\ue000", "Big5"))", "error: the given string contains characters that cannot be represented in Big5"},
    {R"(textencodebase64("\ue000", "Shift_JIS"))", "error: the given string contains characters that cannot be represented in Shift_JIS"},
    {R"(textencodebase64("日~", "HZ-GB-2312"))", R"("fntIVX5+")"},
    {R"(textencodebase64("日\n本", "HZ-GB-2312"))", R"("fntIVX59Cn57MT4=")"},
    {R"(textencodebase64("日", "EUC-JP"))", R"("xvw=")"},
    {R"(textdecodebase64("gDA=", "GB18030"))", R"("€0")"},
    {R"(textencodebase64("€日ђ", "GB18030"))", R"("ouPI1YEw0zA=")"},
    {R"(textdecodebase64("ouPI1YEw0zA=", "GB18030"))", R"("€日ђ")"},
};

constexpr notation::Row kUrlRows[] = {
    {R"(urlencode("äZz-_.~ *"))", R"("%C3%A4Zz-_.~+%2A")"},
    {R"(urlencode(""))", R"("")"},
    {R"(urlencode("!*'();:@&=+$,/?#[]"))", R"("%21%2A%27%28%29%3B%3A%40%26%3D%2B%24%2C%2F%3F%23%5B%5D")"},
    {R"(urlencode("\n\t"))", R"("%0A%09")"},
    {"urlencode(1.5)", R"("1.5")"},
    {"urlencode(null)", "error: argument must not be null"},
};

constexpr notation::Row kCsvRows[] = {
    {R"(csvdecode(""))", "error: missing header line"},
    {R"(csvdecode("a,a\n1,2"))", R"(error: duplicate column name "a")"},
    {R"(csvdecode("a,b\n1"))", "error: CSV parse error on line 2: wrong number of fields"},
    {R"(csvdecode("a,b\n1,2,3"))", "error: CSV parse error on line 2: wrong number of fields"},
    {R"(csvdecode("a,b\n\n1,2\n\n\n3,4\n"))", R"(list[{a: "1", b: "2"}, {a: "3", b: "4"}])"},
    {R"(csvdecode("\n\na,b\n1,2"))", R"(list[{a: "1", b: "2"}])"},
    {R"(csvdecode("a\"b\n1"))", R"(error: CSV parse error on line 1: bare " in non-quoted-field)"},
    {R"(csvdecode("a\n\"b\"c\n"))", R"(error: CSV parse error on line 2: extraneous or missing " in quoted-field)"},
    {R"(csvdecode("a\n\"b"))", R"(error: CSV parse error on line 2: extraneous or missing " in quoted-field)"},
    {R"(csvdecode("a\n\"b\nc\"\"d\"\n"))", R"(list[{a: "b\nc\"d"}])"},
    {R"(csvdecode("a\n\"b\r\nc\"\r\n"))", R"(list[{a: "b\nc"}])"},
    {R"(csvdecode("a,b\n x , y "))", R"(list[{a: " x ", b: " y "}])"},
    {R"(csvdecode("a,b\n1,\"2\" "))", R"(error: CSV parse error on line 2: extraneous or missing " in quoted-field)"},
    {R"(csvdecode("\ufeffa,b\n1,2"))", R"(list[{b: "2", ﻿a: "1"}])"},
    {R"(csvdecode("a\r1\n2"))", "list[{a\r1: \"2\"}]"},
    {R"(csvdecode("a\n\r\n1"))", R"(list[{a: "1"}])"},
    {R"(csvdecode("a\n "))", R"(list[{a: " "}])"},
    {R"(csvdecode("a\n1\r"))", R"(list[{a: "1"}])"},
    {R"(csvdecode("a\n\"1\r"))", R"(error: CSV parse error on line 2: extraneous or missing " in quoted-field)"},
    {R"(csvdecode("a\n\"1\"\r"))", R"(list[{a: "1"}])"},
    {R"(csvdecode("a\n\"x\"\""))", R"(error: CSV parse error on line 2: extraneous or missing " in quoted-field)"},
    {R"(csvdecode("a\n\"\""))", R"(list[{a: ""}])"},
    {R"(csvdecode("a,b\n\"\n\n\n\",\"c"))", R"(error: CSV parse error on line 5: extraneous or missing " in quoted-field)"},
    {R"(csvdecode("\n"))", "error: missing header line"},
    {R"(csvdecode("a,b\n1,2\n\"é\"x,1"))", R"(error: CSV parse error on line 3: extraneous or missing " in quoted-field)"},
    {R"(csvdecode("e\u0301\n1"))", R"(list[{é: "1"}])"},
    {R"(csvdecode("é,e\u0301\n1,2"))", R"(error: duplicate column name "é")"},
    {R"(csvdecode("a\n\"x\ry\""))", R"(list[{a: "x\ry"}])"},
    {R"(csvdecode("a\nb\"c\""))", R"(error: CSV parse error on line 2: bare " in non-quoted-field)"},
    {R"(csvdecode("a,b,c\n,,\n"))", R"(list[{a: "", b: "", c: ""}])"},
    {R"(csvdecode("a,b\n1,2\n1\n"))", "error: CSV parse error on line 3: wrong number of fields"},
    {R"(csvdecode("\"a\nb\",c\n1,2\n1\n"))", "error: CSV parse error on line 4: wrong number of fields"},
    {R"(csvdecode("a,b\n\"1\n2\",3\n\"\n\n4\"\n"))", "error: CSV parse error on line 4: wrong number of fields"},
    {R"(csvdecode("a\n1\r\n\n2\r\r\n3"))", R"(list[{a: "1"}, {a: "2\r"}, {a: "3"}])"},
    {"csvdecode(5)", R"(list(object({"5"=string}))[])"},
};

constexpr notation::Row kJsonRows[] = {
    {R"(jsondecode("{\"a\": 1, \"b\": [1, null, \"x\"]}"))", R"({a: 1, b: [1, null, "x"]})"},
    {R"(jsondecode(""))", "error: unexpected end of JSON input (line 1, column 1)"},
    {R"(jsondecode("{"))", "error: unexpected end of JSON input (line 1, column 2)"},
    {R"(jsondecode("[1,]"))", R"(error: invalid character "]" looking for beginning of value (line 1, column 4))"},
    {R"(jsondecode("{\"a\":1,\"a\":2}"))", "{a: 2}"},
    {R"(jsondecode("nul"))", "error: unexpected end of JSON input (line 1, column 4)"},
    {"jsonencode(null)", R"("null")"},
    {"jsonencode(1e400)",
     R"("10000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000")"},
    {R"(jsonencode({b = "<>&\u2028", a = [null, true, 1.50, 1e3, -0]}))",
     R"("{\"a\":[null,true,1.5,1000,-0],\"b\":\"\\u003c\\u003e\\u0026\\u2028\"}")"},
    {"jsonencode([])", R"("[]")"},
    {"jsonencode({})", R"("{}")"},
    {R"(jsonencode("\u0000\u007f\\\""))", R"("\"\\u0000\x7f\\\\\\\"\"")"},
    {R"(jsonencode(toset(["b", "a"])))", R"("[\"a\",\"b\"]")"},
    {"jsonencode(tomap({a = 1}))", R"("{\"a\":1}")"},
    {R"(jsondecode(" null "))", "null"},
    {R"(jsondecode("\"x\""))", R"("x")"},
    {R"(jsondecode("1e400"))",
     "1000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
     "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
     "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
     "00"},
    {R"(jsondecode("[{\"a\":[]}]"))", "[{a: []}]"},
};

constexpr notation::Row kProtocolRows[] = {
    {R"(base64decode(sensitive("YQ==")))", R"(sensitive "a")"},
    {R"(base64decode(ephemeral("YQ==")))", R"(ephemeral "a")"},
    {R"(base64decode(sensitive("!!!")))", "error: failed to decode base64 data (sensitive value)"},
    {R"(base64decode(unknown_of("")))", "unknown string not null"},
    {R"(base64encode(sensitive("a")))", R"(sensitive "YQ==")"},
    {R"(textencodebase64("a", unknown_of("")))", "unknown string not null"},
    {R"(textencodebase64("a", sensitive("UTF-8")))", R"(sensitive "YQ==")"},
    {R"(urlencode(sensitive("a")))", R"(sensitive "a")"},
    {R"(csvdecode(sensitive("a\n1")))", R"(sensitive list[{a: "1"}])"},
    {R"(csvdecode(unknown_of("")))", "unknown any"},
    {R"(jsondecode(sensitive("[1]")))", "sensitive [1]"},
    {R"(jsondecode(unknown_of("")))", "unknown any"},
    {R"(jsondecode(with_prefix(unknown_of(""), " \"a")))", "unknown string"},
    {R"(jsondecode(with_prefix(unknown_of(""), "true")))", "unknown bool"},
    {R"(jsondecode(with_prefix(unknown_of(""), "-1 ")))", "unknown number"},
    {R"(jsondecode(with_prefix(unknown_of(""), "{}")))", "unknown any"},
    {R"(jsondecode(with_prefix(unknown_of(""), "null")))", "unknown any"},
    {R"(jsondecode(with_prefix(unknown_of(""), "  ")))", "unknown any"},
    {R"(jsondecode(with_prefix(unknown_of(""), "xyz")))", "error: a JSON document cannot begin with the character 'x'"},
    {R"(jsonencode(sensitive("a")))", R"(sensitive "\"a\"")"},
    {R"(jsonencode([sensitive("a")]))", R"(sensitive "[\"a\"]")"},
    {R"(jsonencode(unknown_any()))", "unknown string not null"},
    {R"(jsonencode(unknown_of("")))", "unknown string not null"},
    {R"(jsonencode(not_null(unknown_of(""))))", R"(unknown string not null prefix "\"")"},
    {R"(jsonencode([unknown_of("")]))", R"(unknown string not null prefix "[")"},
    {R"(jsonencode({a = unknown_of("")}))", R"(unknown string not null prefix "{")"},
    {R"(jsonencode(not_null(unknown_of(1))))", "unknown string not null"},
    {R"(jsonencode(null_of("")))", R"("null")"},
    {R"(jsonencode(yamldecode(".inf")))", "error: cannot serialize infinity as JSON"},
};

// Functions of OpenTofu alone.
constexpr notation::Row kTofuRows[] = {
    {R"(base64gunzip(base64gzip("hello, hello, hello")))", R"("hello, hello, hello")"},
    {R"(base64gunzip("H4sIAAAAAAAA/wAAAP//AQAA//8AAAAAAAAAAA=="))", R"("")"},
    {R"(base64gunzip(sensitive(base64gzip("a"))))", R"(sensitive "a")"},
    {R"(base64gunzip("!"))", R"(error: failed to decode base64 data "!")"},
    {R"(base64gunzip(""))", "error: failed to gunzip bytestream: EOF"},
    {R"(base64gunzip("SGVsbG8="))", "error: failed to read gunzip raw data: gzip: invalid data"},
    {R"(base64gunzip("H4sIAAAAAAAA/w=="))", "error: failed to read gunzip raw data: unexpected EOF"},
    {R"(urldecode("a%2Bb+c%C3%a9"))", R"("a+b cé")"},
    {R"(urldecode("%"))", R"(error: failed to decode URL "%": invalid URL escape "%")"},
    {R"(urldecode("%4"))", R"(error: failed to decode URL "%4": invalid URL escape "%4")"},
    {R"(urldecode("%-1x"))", R"(error: failed to decode URL "%-1x": invalid URL escape "%-1")"},
    {R"(urldecode("%ff"))", "error: the result of decoding the provided string is not valid UTF-8"},
};

TEST(EncodingFunctions, Base64) { notation::expect_rows(kBase64Rows); }
TEST(EncodingFunctions, Texts) { notation::expect_rows(kTextRows); }
TEST(EncodingFunctions, Urls) { notation::expect_rows(kUrlRows); }
TEST(EncodingFunctions, Csv) { notation::expect_rows(kCsvRows); }
TEST(EncodingFunctions, Json) { notation::expect_rows(kJsonRows); }
TEST(EncodingFunctions, KeepToTheProtocol) { notation::expect_rows(kProtocolRows); }
TEST(EncodingFunctions, OpenTofu) { notation::expect_rows(kTofuRows); }

std::string outcome_of(std::string_view function, const Value& argument, Context& context) {
  Outcome outcome = invoke(*find_function(function), std::span(&argument, 1), context);
  if (outcome) return notation::describe(*outcome);
  return (outcome.error().limit ? "limit: " : "error: ") + outcome.error().message;
}

TEST(EncodingFunctions, AreBounded) {
  Context context;
  context.max_string = 1000;
  context.max_elements = 100;
  Value long_text = Value::string(std::string(1000, ' '));
  EXPECT_THAT(outcome_of("base64encode", long_text, context), testing::StartsWith("limit: the string would have 1336 bytes"));
  EXPECT_THAT(outcome_of("urlencode", Value::string(std::string(400, '/')), context), testing::StartsWith("limit: the string would have"));
  EXPECT_THAT(outcome_of("csvdecode", Value::string("a,b" + std::string(60, '\n') + "1,2\n1,2"), context), testing::StartsWith("list["));
  std::string rows = "a,b\n";
  for (int i = 0; i < 51; ++i) rows += "1,2\n";
  EXPECT_THAT(outcome_of("csvdecode", Value::string(rows), context), testing::StartsWith("limit: the collection would have"));
  EXPECT_THAT(outcome_of("jsondecode", Value::string("[" + std::string(101, ',') + "]"), context), testing::StartsWith("limit:"));
  // Refused as nested too deeply, and quickly.
  Context wide;
  EXPECT_THAT(outcome_of("jsondecode", Value::string(std::string(900'000, '[')), wide), testing::HasSubstr("nested too deeply"));

  // Small as a value, since its parts are shared; long as a text.
  Value shared = Value::string("0123456789");
  for (int i = 0; i < 40; ++i) shared = Value::tuple({shared, shared});
  EXPECT_EQ(outcome_of("jsonencode", shared, context), "limit: the JSON would have more than 1000 bytes");

  // A bomb: a thousand to one.
  Outcome bomb = invoke(*find_function("base64gzip"), std::vector{Value::string(std::string(1'000'000, 'a'))}, wide);
  ASSERT_TRUE(bomb);
  EXPECT_EQ(outcome_of("base64gunzip", *bomb, context), "limit: what was compressed has more than 1000 bytes");
}

}  // namespace
}  // namespace wafpp::functions
