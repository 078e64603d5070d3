#include "functions/go_time.h"
#include "functions/table.h"

// Dates and times: what `terraform console` gives for the same, in the notation of `notation.h`.

namespace wafpp::functions {
namespace {

constexpr notation::Row kRows[] = {
    {R"(formatdate("YYYYY", "2018-01-02T23:12:01Z"))", R"(error: invalid date format verb "YYYYY": year must either be "YY" or "YYYY")"},
    {R"(formatdate("YY MMMMM", "2018-01-02T23:12:01Z"))",
     R"(error: invalid date format verb "MMMMM": month must be "M", "MM", "MMM", or "MMMM")"},
    {R"(formatdate("EE", "2018-01-02T23:12:01Z"))", R"(error: invalid date format verb "EE": day of week must either be "EEE" or "EEEE")"},
    {R"(formatdate("hhh", "2018-01-02T23:12:01Z"))", R"(error: invalid date format verb "hhh": 24-hour must either be "h" or "hh")"},
    {R"(formatdate("HHH", "2018-01-02T23:12:01Z"))", R"(error: invalid date format verb "HHH": 12-hour must either be "H" or "HH")"},
    {R"(formatdate("A", "2018-01-02T23:12:01Z"))", R"(error: invalid date format verb "A": must be "AA")"},
    {R"(formatdate("AAA", "2018-01-02T23:12:01Z"))", R"(error: invalid date format verb "AAA": must be "AA")"},
    {R"(formatdate("AA aa", "2018-01-02T11:12:01Z"))", R"("AM am")"},
    {R"(formatdate("mmm", "2018-01-02T23:12:01Z"))", R"(error: invalid date format verb "mmm": minute must either be "m" or "mm")"},
    {R"(formatdate("sss", "2018-01-02T23:12:01Z"))", R"(error: invalid date format verb "sss": second must either be "s" or "ss")"},
    {R"(formatdate("m s M D h H", "2018-01-02T03:02:01Z"))", R"("2 1 1 2 3 3")"},
    {R"(formatdate("Z ZZZ ZZZZ ZZZZZ", "2018-01-02T03:02:01Z"))", R"("Z UTC +0000 +00:00")"},
    {R"(formatdate("Z ZZZ ZZZZ ZZZZZ", "2018-01-02T03:02:01-05:30"))", R"("-05:30 -0530 -0530 -05:30")"},
    {R"(formatdate("ZZ", "2018-01-02T03:02:01Z"))", R"(error: invalid date format verb "ZZ": timezone must be Z, ZZZZ, or ZZZZZ)"},
    {R"(formatdate("ZZZZZZ", "2018-01-02T03:02:01Z"))", R"(error: invalid date format verb "ZZZZZZ": timezone must be Z, ZZZZ, or ZZZZZ)"},
    {R"(formatdate("'abc", "2018-01-02T03:02:01Z"))", R"(error: unterminated literal ')"},
    {R"(formatdate("'", "2018-01-02T03:02:01Z"))", R"(error: unterminated literal ')"},
    {R"(formatdate("''", "2018-01-02T03:02:01Z"))", R"("'")"},
    {R"(formatdate("'''", "2018-01-02T03:02:01Z"))", R"(error: unterminated literal ')"},
    {R"(formatdate("''''", "2018-01-02T03:02:01Z"))", R"("''")"},
    {R"(formatdate("'a''", "2018-01-02T03:02:01Z"))", R"("a'")"},
    {R"(formatdate("'a''b'''", "2018-01-02T03:02:01Z"))", R"("a'b'")"},
    {R"(formatdate("-/:.é 12", "2018-01-02T03:02:01Z"))", R"("-/:.é 12")"},
    {R"(formatdate("YYYY", "0000-01-02T03:02:01Z"))", R"("0000")"},
    {R"(formatdate("YY", "0005-01-02T03:02:01Z"))", R"("05")"},
    {R"(formatdate("hh", "2018-01-02T03:02:01"))", R"(error: not a valid RFC3339 timestamp: end of string before UTC offset)"},
    {R"(formatdate("hh", "2018-01-02 03:02:01Z"))", R"(error: not a valid RFC3339 timestamp: missing required time introducer 'T')"},
    {R"(formatdate("hh", "2018-01-02T3:02:01Z"))", R"(error: not a valid RFC3339 timestamp: hour must have exactly two digits)"},
    {R"(formatdate("hh", "2018-01-02T03:02:60Z"))", R"(error: not a valid RFC3339 timestamp: cannot use "Z" as second)"},
    {R"(formatdate("hh", "2018-01-02T03:60:00Z"))", R"(error: not a valid RFC3339 timestamp: minute must have exactly two digits)"},
    {R"(formatdate("hh", "2018-01-02T03:02:01.123456789123Z"))", R"("03")"},
    {R"(formatdate("hh", "2018-01-02T03:02:01,5Z"))", R"(error: not a valid RFC3339 timestamp: cannot use "," as timestamp segment)"},
    {R"(formatdate("hh", "2018-01-02T03:02:01.Z"))", R"(error: not a valid RFC3339 timestamp: cannot use ".Z" as UTC offset)"},
    {R"(formatdate("hh", "2018-01-02T03:02:01+24:00"))", R"(error: not a valid RFC3339 timestamp: cannot use "+24:00" as UTC offset)"},
    {R"(formatdate("hh", "2018-01-02T03:02:01+23:60"))", R"(error: not a valid RFC3339 timestamp: cannot use "+23:60" as UTC offset)"},
    {R"(formatdate("hh", "2018-01-02T03:02:01+23:59"))", R"("03")"},
    {R"(formatdate("hh", "2018-01-02T03:02:01+2359"))", R"(error: not a valid RFC3339 timestamp: cannot use "+2359" as UTC offset)"},
    {R"(formatdate("hh", "2018-01-02T03:02:01-00:00"))", R"("03")"},
    {R"(formatdate("hh", "2018-1-02T03:02:01Z"))", R"(error: not a valid RFC3339 timestamp: cannot use "1-02T03:02:01Z" as month)"},
    {R"(formatdate("hh", "18-01-02T03:02:01Z"))", R"(error: not a valid RFC3339 timestamp: cannot use "18-01-02T03:02:01Z" as year)"},
    {R"(formatdate("hh", "2018-02-30T03:02:01Z"))", R"(error: not a valid RFC3339 timestamp: day out of range)"},
    {R"(formatdate("hh", "2018-00-30T03:02:01Z"))", R"(error: not a valid RFC3339 timestamp: cannot use "-30T03:02:01Z" as month)"},
    {R"(formatdate("hh", "2018-01-00T03:02:01Z"))", R"(error: not a valid RFC3339 timestamp: day out of range)"},
    {R"(formatdate("hh", ""))", R"(error: not a valid RFC3339 timestamp: end of string before year)"},
    {R"(formatdate("hh", "2018"))", R"(error: not a valid RFC3339 timestamp: end of string where "-" is expected)"},
    {R"(formatdate("hh", "2018-"))", R"(error: not a valid RFC3339 timestamp: end of string before month)"},
    {R"(formatdate("hh", "2018-01-02T"))", R"(error: not a valid RFC3339 timestamp: end of string before hour)"},
    {R"(formatdate("hh", "2018-01-02T03"))", R"(error: not a valid RFC3339 timestamp: end of string where ":" is expected)"},
    {R"(formatdate("hh", "2018-01-02T03:02:01Zx"))", R"(error: not a valid RFC3339 timestamp: cannot use "x" as timestamp segment)"},
    {R"(formatdate("hh", " 2018-01-02T03:02:01Z"))", R"(error: not a valid RFC3339 timestamp: cannot use " 2018-01-02T03:02:01Z" as year)"},
    {R"(formatdate("hh", "2018/01-02T03:02:01Z"))",
     R"(error: not a valid RFC3339 timestamp: found "/01-02T03:02:01Z" where "-" is expected)"},
    {R"(formatdate("hh", "2018-01-02T03-02:01Z"))", R"(error: not a valid RFC3339 timestamp: found "-02:01Z" where ":" is expected)"},
    {R"(formatdate("hh", "abcd"))", R"(error: not a valid RFC3339 timestamp: cannot use "abcd" as year)"},
    {R"(timeadd("2017-11-22T00:00:00Z", "0"))", R"("2017-11-22T00:00:00Z")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "-0"))", R"("2017-11-22T00:00:00Z")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "1.5h"))", R"("2017-11-22T01:30:00Z")"},
    {R"(timeadd("2017-11-22T00:00:00Z", ".5h"))", R"("2017-11-22T00:30:00Z")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "1.h"))", R"("2017-11-22T01:00:00Z")"},
    {R"(timeadd("2017-11-22T00:00:00Z", ".h"))", R"(error: time: invalid duration ".h")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "1µs"))", R"("2017-11-22T00:00:00Z")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "1μs"))", R"("2017-11-22T00:00:00Z")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "999999999ns"))", R"("2017-11-22T00:00:00Z")"},
    {R"(timeadd("2017-11-22T00:00:00.000000001Z", "999999999ns"))", R"("2017-11-22T00:00:01Z")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "-1ns"))", R"("2017-11-21T23:59:59Z")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "2540400h10m10.000000000s"))", R"("2307-09-14T00:10:10Z")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "9223372036854775807ns"))", R"("2310-03-03T23:47:16Z")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "9223372036854775808ns"))", R"(error: time: invalid duration "9223372036854775808ns")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "-9223372036854775808ns"))", R"("1725-08-13T00:12:43Z")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "3000000h"))", R"(error: time: invalid duration "3000000h")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "1h-5m"))", R"(error: time: unknown unit "h-" in duration "1h-5m")"},
    {R"(timeadd("2017-11-22T00:00:00Z", " 1h"))", R"(error: time: invalid duration " 1h")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "1 h"))", R"(error: time: unknown unit " h" in duration "1 h")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "h"))", R"(error: time: invalid duration "h")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "+"))", R"(error: time: invalid duration "+")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "++5m"))", R"(error: time: invalid duration "++5m")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "1h5"))", R"(error: time: missing unit in duration "1h5")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "1H"))", R"(error: time: unknown unit "H" in duration "1H")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "0.100000000000000000000000001s"))", R"("2017-11-22T00:00:00Z")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "0.9999999999999999999999999999999999999s"))", R"("2017-11-22T00:00:01Z")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "12345678901234567890123s"))", R"(error: time: invalid duration "12345678901234567890123s")"},
    {R"(timeadd("2017-11-22T00:00:00Z", "1\"s"))", R"(error: time: unknown unit "\"s" in duration "1\"s")"},
    {R"(timeadd("9999-12-31T23:59:59Z", "1s"))", R"("10000-01-01T00:00:00Z")"},
    {R"(timeadd("0000-01-01T00:00:00Z", "-1s"))", R"("-0001-12-31T23:59:59Z")"},
    {R"(timeadd("0000-01-01T00:00:00Z", "-2000000h"))", R"("-0229-11-03T16:00:00Z")"},
    {R"(timeadd("2017-11-22T00:00:00-00:30", "1s"))", R"("2017-11-22T00:00:01-00:30")"},
    {R"(timeadd("2017-11-22T00:00:00-00:00", "1s"))", R"("2017-11-22T00:00:01Z")"},
    {R"(timeadd("2017-11-22T00:00:00+23:59", "1s"))", R"("2017-11-22T00:00:01+23:59")"},
    {R"(timeadd("2017-11-22", "1s"))", R"(error: not a valid RFC3339 timestamp: missing required time introducer 'T')"},
    {R"(timeadd("2017-11-22T0:00:00Z", "1s"))", R"(error: not a valid RFC3339 timestamp: hour must have exactly two digits)"},
    {R"(timeadd(null, "1s"))", R"(error: argument must not be null)"},
    {R"(timecmp("2017-11-22T0:00:00Z", "2017-11-22T00:00:00Z"))", R"(0)"},
    {R"(timecmp("2017-11-22T00:00:00,5Z", "2017-11-22T00:00:00Z"))", R"(1)"},
    {R"(timecmp("2017-11-22T00:00:00+24:00", "2017-11-22T00:00:00Z"))", R"(-1)"},
    {R"(timecmp("2017-11-22T00:00:00+25:00", "2017-11-22T00:00:00Z"))",
     R"(error: not a valid RFC3339 timestamp: end of string before UTC offset)"},
    {R"(timecmp("2017-11-22T00:00:00+23:60", "2017-11-22T00:00:00Z"))", R"(-1)"},
    {R"(timecmp("2017-11-22T00:00:00+23:61", "2017-11-22T00:00:00Z"))",
     R"(error: not a valid RFC3339 timestamp: end of string before UTC offset)"},
    {R"(timecmp("2017-11-22T00:00:60Z", "2017-11-22T00:00:00Z"))", R"(error: not a valid RFC3339 timestamp: cannot use "Z" as second)"},
    {R"(timecmp("2017-11-22T00:00:00.0000000001Z", "2017-11-22T00:00:00Z"))", R"(0)"},
    {R"(timecmp("2017-11-22T00:00:00.000000001Z", "2017-11-22T00:00:00Z"))", R"(1)"},
    {R"(timecmp("2017-11-22T00:00:00Z", "2017-11-22T00:00:00.5Z"))", R"(-1)"},
    {R"(timecmp("2017-11-22", "2017-11-22T00:00:00.5Z"))", R"(error: not a valid RFC3339 timestamp: missing required time introducer 'T')"},
    {R"(timecmp("2017-11-22T00:00:00.5Z", "x"))", R"(error: not a valid RFC3339 timestamp: cannot use "x" as year)"},
    {R"(timecmp("2017-11-22t00:00:00Z", "2017-11-22T00:00:00.5Z"))",
     R"(error: not a valid RFC3339 timestamp: missing required time introducer 'T')"},
    {R"(timecmp("2017-11-22T00:00:00z", "2017-11-22T00:00:00.5Z"))",
     R"(error: not a valid RFC3339 timestamp: cannot use "z" as UTC offset)"},
    {R"(timecmp("2017-11-22T00:00:00.Z", "2017-11-22T00:00:00.5Z"))",
     R"(error: not a valid RFC3339 timestamp: cannot use ".Z" as UTC offset)"},
    {R"(timecmp("2017-11-22T00:00:00ZZ", "2017-11-22T00:00:00.5Z"))",
     R"(error: not a valid RFC3339 timestamp: cannot use "Z" as timestamp segment)"},
    {R"(timecmp("2017-11-2T00:00:00Z", "2017-11-22T00:00:00.5Z"))",
     R"(error: not a valid RFC3339 timestamp: cannot use "2T00:00:00Z" as day of month)"},
    {R"(timecmp("2017-11-22T00:0:00Z", "2017-11-22T00:00:00.5Z"))",
     R"(error: not a valid RFC3339 timestamp: cannot use "0:00Z" as minute)"},
    {R"(timecmp("2017-11-22T00:00:0Z", "2017-11-22T00:00:00.5Z"))", R"(error: not a valid RFC3339 timestamp: cannot use "0Z" as second)"},
    {R"(formatdate("YYYY", "2018-01-02T24:00:00Z"))", R"(error: not a valid RFC3339 timestamp: hour must be between 0 and 23 inclusive)"},
    {R"(formatdate("YYYY", "2018-01-02Tx"))", R"(error: not a valid RFC3339 timestamp: hour must have exactly two digits)"},
    {R"(formatdate("YYYY", "2018-01-02T03:0:00Z"))", R"(error: not a valid RFC3339 timestamp: minute must have exactly two digits)"},
    {R"(formatdate("YYYY", "2018-01-02T03:00:0Z"))", R"(error: not a valid RFC3339 timestamp: cannot use "0Z" as second)"},
    {R"(formatdate("YYYY", "2018-01-02T03:"))", R"(error: not a valid RFC3339 timestamp: end of string before minute)"},
    {R"(formatdate("YYYY", "2018-01-02T03:04"))", R"(error: not a valid RFC3339 timestamp: end of string where ":" is expected)"},
    {R"(formatdate("YYYY", "2018-01-02T003:04:00Z"))", R"(error: not a valid RFC3339 timestamp: found "3:04:00Z" where ":" is expected)"},
    {R"(timecmp("2018-01-02T24:00:00Z", ""))", R"(error: not a valid RFC3339 timestamp: cannot use ":00:00Z" as hour)"},
    {R"(timecmp("2018-01-02T3", ""))", R"(error: not a valid RFC3339 timestamp: end of string where ":" is expected)"},
    {R"(timecmp("2018-01-02Tx", ""))", R"(error: not a valid RFC3339 timestamp: cannot use "x" as hour)"},
    {R"(timecmp("2018-01-02T03:60:00Z", ""))", R"(error: not a valid RFC3339 timestamp: cannot use ":00Z" as minute)"},
    {R"(timecmp("2018-01-02T03:6:00Z", ""))", R"(error: not a valid RFC3339 timestamp: cannot use "6:00Z" as minute)"},
    {R"(timeadd("2018-01-02T03:04:05Z", "1é"))", R"(error: time: unknown unit "\xc3\xa9" in duration "1\xc3\xa9")"},
    {R"(timeadd("2018-01-02T03:04:05Z", "9223372036.854775807s"))", R"("2310-04-14T02:51:21Z")"},
    {R"(timeadd("2018-01-02T03:04:05Z", "9223372036.8547758075s"))", R"("2310-04-14T02:51:21Z")"},
    {R"(timeadd("2018-01-02T03:04:05Z", "-9223372036.854775808s"))", R"("1725-09-23T03:16:48Z")"},
    {R"(timeadd("2018-01-02T03:04:05Z", "0.3333333333333333333h"))", R"("2018-01-02T03:24:05Z")"},
    {R"(timeadd("2018-01-02T03:04:05Z", "00001s"))", R"("2018-01-02T03:04:06Z")"},
    {R"(timeadd("2024-02-28T23:00:00Z", "2h"))", R"("2024-02-29T01:00:00Z")"},
    {R"(timeadd("2023-02-28T23:00:00Z", "2h"))", R"("2023-03-01T01:00:00Z")"},
    {R"(timeadd("2000-02-29T00:00:00Z", "-8784h"))", R"("1999-02-28T00:00:00Z")"},
    {R"(timeadd("1900-03-01T00:00:00Z", "-1s"))", R"("1900-02-28T23:59:59Z")"},
    {R"(formatdate("EEE D", "1969-12-31T23:59:59Z"))", R"("Wed 31")"},
    {R"(formatdate("EEE D", "0000-02-29T00:00:00Z"))", R"("Tue 29")"},
    {R"(formatdate("EEE D", "1900-02-29T00:00:00Z"))", R"(error: not a valid RFC3339 timestamp: day out of range)"},
    {R"(formatdate("EEE D MMM", "9999-12-31T00:00:00Z"))", R"("Fri 31 Dec")"},
    {R"(formatdate("H AA", "2018-01-02T12:00:00Z"))", R"("12 PM")"},
    {R"(formatdate("H aa", "2018-01-02T00:00:00Z"))", R"("12 am")"},
};

TEST(Functions, Time) { notation::expect_rows(kRows); }

constexpr notation::Row kUnknownRows[] = {
    {R"(formatdate("x", unknown_of("")))", "unknown string not null"},
    {R"(timeadd(unknown_of(""), "1s"))", "unknown string"},
    {R"(timecmp(unknown_of(""), "bad"))", "unknown number not null"},
    {R"(timecmp(sensitive("2017-11-22T00:00:00Z"), "2017-11-22T00:00:00Z"))", "sensitive 0"},
    {"timestamp()", "unknown string not null"},
    {"plantimestamp()", "unknown string not null"},
};

TEST(Functions, TimeOfUnknownValues) { notation::expect_rows(kUnknownRows); }

TEST(Functions, TimestampsHaveAValueInAConsole) {
  Context context;
  context.undetermined_is_unknown = false;
  for (std::string_view call : {"timestamp()", "plantimestamp()"}) {
    notation::Reader reader(context);
    Outcome outcome = reader.read(call);
    ASSERT_TRUE(outcome) << call;
    auto time = parse_rfc3339(outcome->as_string(), Rfc3339::Strict);
    ASSERT_TRUE(time) << outcome->as_string();
    EXPECT_EQ(to_rfc3339(*time), outcome->as_string());
    EXPECT_GT(time->seconds, 1'700'000'000);
  }
}

// A part of the format that fills go-cty's buffer ends the reading, without an error.
TEST(Functions, FormatdateStopsAtLongParts) {
  Context context;
  for (auto [size, expected] : {std::pair{65'000, 65'004}, {66'000, 0}}) {
    std::string call = "formatdate(\"'" + std::string(static_cast<size_t>(size), 'x') + "'YYYY\", \"2018-01-02T03:02:01Z\")";
    notation::Reader reader(context);
    Outcome outcome = reader.read(call);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->as_string().size(), static_cast<size_t>(expected));
  }
}

// Every day of 800 years is one later than the day before, and dates and days since 1970 lead to each other.
TEST(Time, CalendarCountsDays) {
  constexpr int64_t kDay = 86'400;
  Calendar before = calendar({.seconds = -kDay * 146'097});
  for (int64_t day = -146'096; day <= 146'097; ++day) {
    Calendar date = calendar({.seconds = day * kDay});
    EXPECT_EQ(days_since_epoch(date.year, date.month, date.day), day);
    EXPECT_EQ(date.weekday, (before.weekday + 1) % 7);
    EXPECT_TRUE(date.year_day == before.year_day + 1 || (date.year_day == 1 && date.month == 1 && date.day == 1));
    EXPECT_TRUE(date.iso_week == before.iso_week + (date.weekday == 1 ? 1 : 0) || (date.iso_week == 1 && date.weekday == 1));
    before = date;
  }
}

constexpr notation::Row kProviderRows[] = {
    {R"(provider::time::rfc3339_parse("2023-07-25T23:43:16Z"))",
     R"({day: 25, hour: 23, iso_week: 30, iso_year: 2023, minute: 43, month: 7, month_name: "July", second: 16, unix: 1690328596, )"
     R"(weekday: 2, weekday_name: "Tuesday", year: 2023, year_day: 206})"},
    {R"(provider::time::rfc3339_parse("2021-01-01T00:30:00+02:00"))",
     R"({day: 1, hour: 0, iso_week: 53, iso_year: 2020, minute: 30, month: 1, month_name: "January", second: 0, unix: 1609453800, )"
     R"(weekday: 5, weekday_name: "Friday", year: 2021, year_day: 1})"},
    {R"(provider::time::rfc3339_parse("2023-07-25"))",
     R"(error: Error parsing RFC3339 timestamp: "2023-07-25" is not a valid RFC3339 timestamp)"},
    {"provider::time::unix_timestamp_parse(1606105443)",
     R"({day: 23, hour: 4, iso_week: 48, iso_year: 2020, minute: 24, month: 11, month_name: "November", rfc3339: "2020-11-23T04:24:03Z", )"
     R"(second: 3, weekday: 1, weekday_name: "Monday", year: 2020, year_day: 328})"},
    {"provider::time::unix_timestamp_parse(-1)",
     R"({day: 31, hour: 23, iso_week: 1, iso_year: 1970, minute: 59, month: 12, month_name: "December", rfc3339: "1969-12-31T23:59:59Z", )"
     R"(second: 59, weekday: 3, weekday_name: "Wednesday", year: 1969, year_day: 365})"},
    {"provider::time::unix_timestamp_parse(1e18)", "limit: the time is too far away"},
    {"provider::time::unix_timestamp_parse(1.5)",
     "error: value must be a whole number, between -9223372036854775808 and 9223372036854775807"},
    {R"(provider::time::duration_parse("1h"))",
     "{hours: 1, microseconds: 3600000000, milliseconds: 3600000, minutes: 60, nanoseconds: 3600000000000, seconds: 3600}"},
    {R"(provider::time::duration_parse("-1.5s"))",
     "{hours: -0.0004166666666666667, microseconds: -1500000, milliseconds: -1500, minutes: -0.025, nanoseconds: -1500000000, "
     "seconds: -1.5}"},
    {R"(provider::time::duration_parse("999ns"))",
     "{hours: 0.0000000002775, microseconds: 0, milliseconds: 0, minutes: 0.00000001665, nanoseconds: 999, seconds: 0.000000999}"},
    {R"(provider::time::duration_parse("1d"))", R"(error: Error parsing duration string: "1d" is not a valid duration string)"},
    {R"(provider::time::duration_parse(unknown_of("")))",
     "unknown object({hours=number,microseconds=number,milliseconds=number,minutes=number,nanoseconds=number,seconds=number})"},
};

TEST(Functions, TimeProvider) { notation::expect_rows(kProviderRows); }

}  // namespace
}  // namespace wafpp::functions
