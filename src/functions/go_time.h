#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

/// Points in time and durations as Go's `time` package has them.
namespace wafpp::functions {

/// A point in time with the offset it was written in.
struct Time {
  int64_t seconds = 0;      ///< Since 1970-01-01T00:00:00Z.
  int32_t nanoseconds = 0;  ///< 0 to 999,999,999.
  int32_t offset = 0;       ///< Seconds east of UTC.
};

/// The parts of a `Time` in its own offset, by the Gregorian calendar.
struct Calendar {
  int64_t year = 1970;
  unsigned month = 1;    ///< 1 to 12.
  unsigned day = 1;      ///< 1 to 31.
  unsigned weekday = 0;  ///< 0 is Sunday.
  unsigned hour = 0;
  unsigned minute = 0;
  unsigned second = 0;
  unsigned year_day = 1;  ///< 1 to 366.
  int64_t iso_year = 1970;
  unsigned iso_week = 1;
};
Calendar calendar(const Time& time);
/// From 1970-01-01 to a date.
int64_t days_since_epoch(int64_t year, unsigned month, unsigned day);
std::string_view month_name(unsigned month);
std::string_view weekday_name(unsigned weekday);

/// `Lenient` is Go's `time.Parse(time.RFC3339, ...)`, which also takes an hour of one digit, a comma before the fraction and offsets
/// up to 24:60. `Strict` is go-cty's, which refuses them.
enum class Rfc3339 : uint8_t { Strict, Lenient };
/// The error is worded as by go-cty.
tl::expected<Time, std::string> parse_rfc3339(std::string_view text, Rfc3339 rules);
/// To the second; years beyond four digits, and negative ones, as Go writes them.
std::string to_rfc3339(const Time& time);
/// `+01:30`, with `separator` between hours and minutes.
std::string offset_text(int32_t offset, std::string_view separator);

/// Nanoseconds; the error is Go's.
tl::expected<int64_t, std::string> parse_duration(std::string_view text);
/// `time` and a duration in nanoseconds.
Time add(const Time& time, int64_t duration);

Time now();

}  // namespace wafpp::functions
