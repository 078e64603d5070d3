#include "functions/go_time.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace wafpp::functions {

namespace {

constexpr int64_t kSecondsPerDay = 86'400;
constexpr int64_t kNanosecondsPerSecond = 1'000'000'000;

int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

/// Days since 1970-01-01 to a date and back, for any year (`std::chrono::year` ends at 32767). A year begins in March here, so that
/// the leap day is its last, and 400 years have always as many days.
constexpr int64_t kDaysPerEra = 146'097;
constexpr int64_t kDaysToEpoch = 719'468;  // From 0000-03-01.

void set_date(Calendar& calendar, int64_t days) {
  days += kDaysToEpoch;
  int64_t era = floor_divide(days, kDaysPerEra);
  int64_t day_of_era = days - era * kDaysPerEra;
  int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t march_month = (5 * day_of_year + 2) / 153;
  calendar.day = static_cast<unsigned>(day_of_year - (153 * march_month + 2) / 5 + 1);
  calendar.month = static_cast<unsigned>(march_month < 10 ? march_month + 3 : march_month - 9);
  calendar.year = year_of_era + era * 400 + (calendar.month <= 2 ? 1 : 0);
}

/// As Go pads: the sign comes before the zeros.
std::string four_digits(int64_t year) { return year < 0 ? fmt::format("-{:04}", -year) : fmt::format("{:04}", year); }

}  // namespace

int64_t days_since_epoch(int64_t year, unsigned month, unsigned day) {
  if (month <= 2) --year;
  int64_t era = floor_divide(year, 400);
  int64_t year_of_era = year - era * 400;
  int64_t day_of_year = (153 * (static_cast<int64_t>(month) + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * kDaysPerEra + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - kDaysToEpoch;
}

Calendar calendar(const Time& time) {
  int64_t local = time.seconds + time.offset;
  int64_t days = floor_divide(local, kSecondsPerDay);
  int64_t second = local - days * kSecondsPerDay;
  Calendar result;
  set_date(result, days);
  result.hour = static_cast<unsigned>(second / 3600);
  result.minute = static_cast<unsigned>(second / 60 % 60);
  result.second = static_cast<unsigned>(second % 60);
  // 1970-01-01 was a Thursday.
  result.weekday = static_cast<unsigned>((days % 7 + 7 + 4) % 7);
  result.year_day = static_cast<unsigned>(days - days_since_epoch(result.year, 1, 1) + 1);
  // ISO 8601: a week belongs to the year of its Thursday.
  int64_t thursday = days - (result.weekday + 6) % 7 + 3;
  Calendar of_week;
  set_date(of_week, thursday);
  result.iso_year = of_week.year;
  result.iso_week = static_cast<unsigned>((thursday - days_since_epoch(of_week.year, 1, 1)) / 7 + 1);
  return result;
}

std::string_view month_name(unsigned month) {
  constexpr std::array<std::string_view, 12> kNames = {"January", "February", "March",     "April",   "May",      "June",
                                                       "July",    "August",   "September", "October", "November", "December"};
  return kNames[(month - 1) % 12];
}

std::string_view weekday_name(unsigned weekday) {
  constexpr std::array<std::string_view, 7> kNames = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
  return kNames[weekday % 7];
}

std::string offset_text(int32_t offset, std::string_view separator) {
  int32_t minutes = (offset < 0 ? -offset : offset) / 60;
  return fmt::format("{}{:02}{}{:02}", offset < 0 ? '-' : '+', minutes / 60, separator, minutes % 60);
}

std::string to_rfc3339(const Time& time) {
  Calendar parts = calendar(time);
  return fmt::format("{}-{:02}-{:02}T{:02}:{:02}:{:02}{}", four_digits(parts.year), parts.month, parts.day, parts.hour, parts.minute,
                     parts.second, time.offset == 0 ? "Z" : offset_text(time.offset, ":"));
}

Time add(const Time& time, int64_t duration) {
  int64_t seconds = floor_divide(duration, kNanosecondsPerSecond);
  // Not by multiplying back: the second below the shortest duration has no nanoseconds in 64 bits.
  int64_t rest = duration % kNanosecondsPerSecond;
  int64_t nanoseconds = time.nanoseconds + (rest < 0 ? rest + kNanosecondsPerSecond : rest);
  int64_t carry = nanoseconds / kNanosecondsPerSecond;
  return {.seconds = time.seconds + seconds + carry,
          .nanoseconds = static_cast<int32_t>(nanoseconds - carry * kNanosecondsPerSecond),
          .offset = time.offset};
}

Time now() {
  using std::chrono::duration_cast;
  auto since = std::chrono::system_clock::now().time_since_epoch();
  return {.seconds = duration_cast<std::chrono::seconds>(since).count()};
}

}  // namespace wafpp::functions
