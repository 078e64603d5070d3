#include "evidence/common/time.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>

namespace wafpp::evidence {

namespace {

using std::chrono::sys_days;

/// Takes exactly `count` digits.
bool take_digits(std::string_view& text, size_t count, int& number) {
  number = 0;
  if (text.size() < count) return false;
  for (char digit : text.substr(0, count)) {
    if (digit < '0' || digit > '9') return false;
    number = number * 10 + (digit - '0');
  }
  text.remove_prefix(count);
  return true;
}

bool take(std::string_view& text, std::string_view one_of) {
  if (text.empty() || one_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::string> written(int64_t seconds) {
  constexpr int64_t kDay = 86'400;
  constexpr int64_t kEnd = 253'402'300'800;  // The year 10000.
  if (seconds < 0 || seconds >= kEnd) return std::nullopt;
  std::chrono::year_month_day day{sys_days(std::chrono::days(seconds / kDay))};
  int64_t rest = seconds % kDay;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()), rest / 3600, rest / 60 % 60, rest % 60);
}

/// Digits with an optional fraction or exponent. Whole seconds are taken from the digits where there are only those.
std::optional<std::string> of_epoch(std::string_view text) {
  double seconds = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(seconds)) return std::nullopt;
  if (seconds < 0 || seconds >= 253'402'300'800.0) return std::nullopt;
  return written(static_cast<int64_t>(seconds));
}

/// Minutes east of Greenwich.
std::optional<int> zone_of(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  int sign = text.starts_with('-') ? -1 : 1;
  if (!take(text, "+-")) return std::nullopt;
  int hours = 0;
  int minutes = 0;
  if (!take_digits(text, 2, hours)) return std::nullopt;
  if (!text.empty()) {
    take(text, ":");
    if (!take_digits(text, 2, minutes) || !text.empty()) return std::nullopt;
  }
  if (hours > 23 || minutes > 59) return std::nullopt;
  return sign * (hours * 60 + minutes);
}

}  // namespace

std::optional<std::string> time_of(std::string_view text, Zone zone) {
  std::string_view whole = text;
  int year = 0;
  int month = 0;
  int day = 0;
  if (!take_digits(text, 4, year) || !take(text, "-") || !take_digits(text, 2, month) || !take(text, "-") || !take_digits(text, 2, day)) {
    return of_epoch(whole);
  }
  std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                   std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || year < 1970) return std::nullopt;
  if (text.empty()) return std::string(whole);
  int hour = 0;
  int minute = 0;
  int second = 0;
  if (!take(text, "Tt ") || !take_digits(text, 2, hour) || !take(text, ":") || !take_digits(text, 2, minute)) return std::nullopt;
  if (take(text, ":") && !take_digits(text, 2, second)) return std::nullopt;
  if (take(text, ".,")) {
    size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
  }
  // 23:59:60 is a leap second, which UTC in whole seconds since 1970 has no place for.
  if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
  take(text, " ");
  std::optional<int> east = text.empty() && zone == Zone::UtcIfMissing ? 0 : zone_of(text);
  if (!east) return std::nullopt;
  int64_t days = sys_days(date).time_since_epoch().count();
  return written(((days * 24 + hour) * 60 + minute - *east) * 60 + std::min(second, 59));
}

std::optional<std::string> time_of(const documents::JsonValue& value) {
  if (value.is(documents::JsonKind::Number)) return of_epoch(value.number());
  return time_of(value.string());
}

std::optional<std::string> time_of_milliseconds(int64_t milliseconds) {
  if (milliseconds < 0) return std::nullopt;
  return written(milliseconds / 1000);
}

std::optional<std::string> time_of_seconds(int64_t seconds) { return written(seconds); }

std::optional<int64_t> seconds_of(std::string_view utc) {
  int year = 0;
  int month = 0;
  int day = 0;
  if (!take_digits(utc, 4, year) || !take(utc, "-") || !take_digits(utc, 2, month) || !take(utc, "-") || !take_digits(utc, 2, day)) {
    return std::nullopt;
  }
  std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                   std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  int64_t seconds = int64_t{sys_days(date).time_since_epoch().count()} * 86'400;
  if (utc.empty()) return seconds;
  int hour = 0;
  int minute = 0;
  int second = 0;
  bool is_time = take(utc, "T") && take_digits(utc, 2, hour) && take(utc, ":") && take_digits(utc, 2, minute) && take(utc, ":") &&
                 take_digits(utc, 2, second) && utc == "Z";
  if (!is_time || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return seconds + (hour * 60 + minute) * 60 + second;
}

}  // namespace wafpp::evidence
