#include <fmt/format.h>

#include "functions/arguments.h"
#include "functions/go_time.h"
#include "value/quote.h"

/// The functions of the provider hashicorp/time.
namespace wafpp::functions {

namespace {

enum class Source : uint8_t { Rfc3339, Unix };

/// A time as an object; each form of it has what it was not given as.
Value time_object(const Time& time, Source source) {
  Calendar date = calendar(time);
  auto number = [](int64_t value) { return Value::integer(value); };
  std::vector<Member> members = {
      {Value::string_nfc("year"), number(date.year)},
      {Value::string_nfc("year_day"), number(date.year_day)},
      {Value::string_nfc("day"), number(date.day)},
      {Value::string_nfc("month"), number(date.month)},
      {Value::string_nfc("month_name"), Value::string_nfc(month_name(date.month))},
      {Value::string_nfc("weekday"), number(date.weekday)},
      {Value::string_nfc("weekday_name"), Value::string_nfc(weekday_name(date.weekday))},
      {Value::string_nfc("hour"), number(date.hour)},
      {Value::string_nfc("minute"), number(date.minute)},
      {Value::string_nfc("second"), number(date.second)},
      {Value::string_nfc("iso_year"), number(date.iso_year)},
      {Value::string_nfc("iso_week"), number(date.iso_week)},
  };
  if (source == Source::Rfc3339) {
    members.push_back({Value::string_nfc("unix"), number(time.seconds)});
  } else {
    members.push_back({Value::string_nfc("rfc3339"), Value::string_nfc(to_rfc3339(time))});
  }
  return Value::object(std::move(members));
}

tl::expected<Type, FunctionError> rfc3339_parse_type(std::span<const Value>) { return time_object({}, Source::Rfc3339).type(); }

Outcome rfc3339_parse(std::span<const Value> args, Type, Context&) {
  auto time = parse_rfc3339(args[0].as_string(), Rfc3339::Lenient);
  if (!time) {
    return refuse(0,
                  fmt::format("Error parsing RFC3339 timestamp: {} is not a valid RFC3339 timestamp", value::quote(args[0].as_string())));
  }
  return time_object(*time, Source::Rfc3339);
}

tl::expected<Type, FunctionError> unix_timestamp_parse_type(std::span<const Value>) { return time_object({}, Source::Unix).type(); }

Outcome unix_timestamp_parse(std::span<const Value> args, Type, Context&) {
  auto seconds = whole_number(args[0]);
  if (!seconds) return refuse(0, seconds.error());
  // Go's calendar wraps around somewhere beyond; no year that far away means anything.
  constexpr int64_t kFarthest = int64_t{1} << 55;
  if (*seconds > kFarthest || *seconds < -kFarthest) return over_limit("the time is too far away");
  return time_object({.seconds = *seconds}, Source::Unix);
}

Value duration_object(int64_t nanoseconds) {
  // As Go: the whole units and the rest apart, so that nothing of a long duration is lost.
  auto real = [nanoseconds](int64_t unit) {
    // NOLINTNEXTLINE(bugprone-integer-division): the whole units
    double result = static_cast<double>(nanoseconds / unit) + static_cast<double>(nanoseconds % unit) / static_cast<double>(unit);
    return Value::number(Number::from_double(result));
  };
  return Value::object({
      {Value::string_nfc("hours"), real(3'600'000'000'000)},
      {Value::string_nfc("minutes"), real(60'000'000'000)},
      {Value::string_nfc("seconds"), real(1'000'000'000)},
      {Value::string_nfc("milliseconds"), Value::integer(nanoseconds / 1'000'000)},
      {Value::string_nfc("microseconds"), Value::integer(nanoseconds / 1'000)},
      {Value::string_nfc("nanoseconds"), Value::integer(nanoseconds)},
  });
}

tl::expected<Type, FunctionError> duration_parse_type(std::span<const Value>) { return duration_object(0).type(); }

Outcome duration_parse(std::span<const Value> args, Type, Context&) {
  auto duration = parse_duration(args[0].as_string());
  if (!duration) {
    return refuse(0, fmt::format("Error parsing duration string: {} is not a valid duration string", value::quote(args[0].as_string())));
  }
  return duration_object(*duration);
}

constexpr Parameter kTimestamp[] = {{.name = "timestamp", .shape = Shape::String, .allow_dynamic = true}};
constexpr Parameter kUnixTimestamp[] = {{.name = "unix_timestamp", .shape = Shape::Number, .allow_dynamic = true}};
constexpr Parameter kDuration[] = {{.name = "duration", .shape = Shape::String, .allow_dynamic = true}};

constexpr Example kDurationExamples[] = {{R"(provider::time::duration_parse("1h30m").hours)", "1.5"},
                                         {R"(provider::time::duration_parse("1d"))", ""}};
constexpr Example kRfc3339Examples[] = {{R"(provider::time::rfc3339_parse("2023-07-25T23:43:16Z").weekday_name)", R"("Tuesday")"},
                                        {R"(provider::time::rfc3339_parse("2023-07-25"))", ""}};
constexpr Example kUnixExamples[] = {{R"(provider::time::unix_timestamp_parse(1606105443).rfc3339)", R"("2020-11-23T04:24:03Z")"}};

constexpr Function kFunctions[] = {
    {
        .name = "provider::time::duration_parse",
        .summary = "A duration such as `1h30m` as an object: in hours, minutes, seconds, milliseconds, microseconds and nanoseconds.",
        .parameters = kDuration,
        .result_type = duration_parse_type,
        .call = duration_parse,
        .result_not_null = false,
        .examples = kDurationExamples,
    },
    {
        .name = "provider::time::rfc3339_parse",
        .summary = "An RFC 3339 timestamp as an object of its parts: `year`, `month`, `month_name`, `day`, `weekday`, `unix` ...",
        .parameters = kTimestamp,
        .result_type = rfc3339_parse_type,
        .call = rfc3339_parse,
        .result_not_null = false,
        .examples = kRfc3339Examples,
    },
    {
        .name = "provider::time::unix_timestamp_parse",
        .summary = "The seconds since 1970 as an object of the parts of that time, in UTC: `year`, `month`, `day`, `rfc3339` ...",
        .parameters = kUnixTimestamp,
        .result_type = unix_timestamp_parse_type,
        .call = unix_timestamp_parse,
        .result_not_null = false,
        .examples = kUnixExamples,
    },
};

}  // namespace

extern const FunctionTable table_provider_time;
const FunctionTable table_provider_time = {kFunctions};

}  // namespace wafpp::functions
