#include <fmt/format.h>

#include "functions/arguments.h"
#include "functions/go_time.h"
#include "value/quote.h"

/// Dates and times: writing them by a format, adding durations, comparing.
namespace wafpp::functions {

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The next part of a date format: a literal in quotes, a run of one letter, or what stands between these.
std::string_view next_part(std::string_view format) {
  size_t end = 1;
  if (format[0] == '\'') {
    // A doubled quote is a part of its own where nothing is open, and stands for a quote inside of a literal.
    if (format.size() > 1 && format[1] == '\'') return format.substr(0, 2);
    for (; end < format.size(); ++end) {
      if (format[end] != '\'') continue;
      if (end + 1 == format.size() || format[end + 1] != '\'') return format.substr(0, end + 1);
      ++end;
    }
    return format;
  }
  if (is_letter(format[0])) {
    while (end < format.size() && format[end] == format[0]) ++end;
  } else {
    while (end < format.size() && format[end] != '\'' && !is_letter(format[end])) ++end;
  }
  return format.substr(0, end);
}

/// What a letter stands for, and how often it may be repeated.
struct DateVerb {
  char letter;
  std::string_view wanted;  ///< As go-cty says it.
};
constexpr DateVerb kDateVerbs[] = {
    {'Y', R"(year must either be "YY" or "YYYY")"},
    {'M', R"(month must be "M", "MM", "MMM", or "MMMM")"},
    {'D', R"(day of month must either be "D" or "DD")"},
    {'E', R"(day of week must either be "EEE" or "EEEE")"},
    {'h', R"(24-hour must either be "h" or "hh")"},
    {'H', R"(12-hour must either be "H" or "HH")"},
    {'A', R"(must be "AA")"},
    {'a', R"(must be "aa")"},
    {'m', R"(minute must either be "m" or "mm")"},
    {'s', R"(second must either be "s" or "ss")"},
    {'Z', "timezone must be Z, ZZZZ, or ZZZZZ"},
};

/// A number as it is for one letter, with two digits for two; else empty.
std::string one_or_two(size_t letters, unsigned number) {
  if (letters == 1) return fmt::format("{}", number);
  return letters == 2 ? fmt::format("{:02}", number) : "";
}

std::string year_text(size_t letters, int64_t year) {
  if (letters == 2) return fmt::format("{:02}", year % 100);
  return letters == 4 ? fmt::format("{:04}", year) : "";
}

/// A name for four letters, its first three for three.
std::string name_text(size_t letters, std::string_view name) {
  if (letters == 3) name = name.substr(0, 3);
  return letters == 3 || letters == 4 ? std::string(name) : "";
}

std::string zone_text(size_t letters, int32_t offset) {
  if (letters == 1) return offset == 0 ? "Z" : offset_text(offset, ":");
  if (letters == 3) return offset == 0 ? "UTC" : offset_text(offset, "");
  if (letters == 4) return offset_text(offset, "");
  return letters == 5 ? offset_text(offset, ":") : "";
}

/// Empty where there is no such verb.
std::string verb_text(std::string_view verb, const Calendar& date, int32_t offset) {
  size_t letters = verb.size();
  switch (verb[0]) {
    case 'Y':
      return year_text(letters, date.year);
    case 'M':
      return letters < 3 ? one_or_two(letters, date.month) : name_text(letters, month_name(date.month));
    case 'D':
      return one_or_two(letters, date.day);
    case 'E':
      return name_text(letters, weekday_name(date.weekday));
    case 'h':
      return one_or_two(letters, date.hour);
    case 'H':
      return one_or_two(letters, date.hour % 12 == 0 ? 12 : date.hour % 12);
    case 'A':
      return letters != 2 ? "" : date.hour < 12 ? "AM" : "PM";
    case 'a':
      return letters != 2 ? "" : date.hour < 12 ? "am" : "pm";
    case 'm':
      return one_or_two(letters, date.minute);
    case 's':
      return one_or_two(letters, date.second);
    case 'Z':
      return zone_text(letters, offset);
    default:
      return "";
  }
}

std::string unknown_verb(std::string_view verb) {
  for (const DateVerb& known : kDateVerbs) {
    if (known.letter == verb[0]) return fmt::format("invalid date format verb {}: {}", value::quote(verb), known.wanted);
  }
  return fmt::format("invalid date format verb {}", value::quote(verb));
}

Outcome formatdate(std::span<const Value> args, Type, Context&) {
  auto time = parse_rfc3339(args[1].as_string(), Rfc3339::Strict);
  if (!time) return refuse(1, std::move(time).error());
  Calendar date = calendar(*time);
  // go-cty reads the format through a buffer of this size, and stops without a word at a part that fills it.
  constexpr size_t kLongestPart = size_t{64} * 1024;
  std::string result;
  for (std::string_view rest = args[0].as_string(); !rest.empty();) {
    std::string_view part = next_part(rest);
    if (part.size() >= kLongestPart) break;
    rest.remove_prefix(part.size());
    if (is_letter(part[0])) {
      std::string text = verb_text(part, date, time->offset);
      if (text.empty()) return refuse(0, unknown_verb(part));
      result += text;
    } else if (part[0] != '\'') {
      result += part;
    } else if (part == "''") {
      result += '\'';
    } else {
      if (part.size() == 1 || part.back() != '\'') return refuse(0, "unterminated literal '");
      std::string_view inside = part.substr(1, part.size() - 2);
      for (size_t i = 0; i < inside.size(); ++i) {
        result += inside[i];
        if (inside[i] == '\'') ++i;
      }
    }
  }
  return Value::string(result);
}

Outcome timeadd(std::span<const Value> args, Type, Context&) {
  auto time = parse_rfc3339(args[0].as_string(), Rfc3339::Strict);
  if (!time) return refuse(std::move(time).error());
  auto duration = parse_duration(args[1].as_string());
  if (!duration) return refuse(std::move(duration).error());
  return Value::string_nfc(to_rfc3339(add(*time, *duration)));
}

Outcome timecmp(std::span<const Value> args, Type, Context&) {
  Time times[2];
  for (int i = 0; i < 2; ++i) {
    // Terraform's own function, and not as strict as go-cty's.
    auto time = parse_rfc3339(args[static_cast<size_t>(i)].as_string(), Rfc3339::Lenient);
    if (!time) return refuse(i, std::move(time).error());
    times[i] = *time;
  }
  auto order = std::pair(times[0].seconds, times[0].nanoseconds) <=> std::pair(times[1].seconds, times[1].nanoseconds);
  return Value::integer(order < 0 ? -1 : order > 0 ? 1 : 0);
}

Outcome timestamp(std::span<const Value>, Type, Context&) { return Value::string_nfc(to_rfc3339(now())); }

constexpr Parameter kFormatAndTime[] = {{.name = "format", .shape = Shape::String}, {.name = "time", .shape = Shape::String}};
constexpr Parameter kTimeAndDuration[] = {{.name = "timestamp", .shape = Shape::String}, {.name = "duration", .shape = Shape::String}};
constexpr Parameter kTwoTimes[] = {{.name = "timestamp_a", .shape = Shape::String}, {.name = "timestamp_b", .shape = Shape::String}};

constexpr Example kFormatdateExamples[] = {{R"(formatdate("DD MMM YYYY hh:mm ZZZ", "2018-01-02T23:12:01Z"))", R"("02 Jan 2018 23:12 UTC")"},
                                           {R"(formatdate("EEEE 'at' H AA", "2018-01-02T23:12:01-08:00"))", R"("Tuesday at 11 PM")"},
                                           {R"(formatdate("YYYYY", "2018-01-02T23:12:01Z"))", ""}};
constexpr Example kTimeaddExamples[] = {{R"(timeadd("2017-11-22T00:00:00Z", "-1h30m"))", R"("2017-11-21T22:30:00Z")"},
                                        {R"(timeadd("2017-11-22T00:00:00Z", "1d"))", ""}};
constexpr Example kTimecmpExamples[] = {{R"(timecmp("2017-11-22T00:00:00Z", "2017-11-22T01:00:00+01:00"))", "0"},
                                        {R"(timecmp("2017-11-22T00:00:00Z", "2017-11-22T00:00:01Z"))", "-1"}};
constexpr Example kTimestampExamples[] = {{"length(timestamp())", "20"}};
constexpr Example kPlantimestampExamples[] = {{"length(plantimestamp())", "20"}};

constexpr Function kFunctions[] = {
    {
        .name = "formatdate",
        .summary = "A timestamp by a format of letters (`YYYY-MM-DD hh:mm:ss`), with literal text in single quotes.",
        .parameters = kFormatAndTime,
        .result = Shape::String,
        .call = formatdate,
        .examples = kFormatdateExamples,
    },
    {
        .name = "plantimestamp",
        .summary = "When the plan was made, as an RFC 3339 timestamp in UTC.",
        .result = Shape::String,
        .call = timestamp,
        .special = Special::Undetermined,
        .examples = kPlantimestampExamples,
    },
    {
        .name = "timeadd",
        .summary = "A timestamp so much later, or earlier, as a duration such as `1h30m` or `-500ms` says.",
        .parameters = kTimeAndDuration,
        .result = Shape::String,
        .call = timeadd,
        .result_not_null = false,
        .examples = kTimeaddExamples,
    },
    {
        .name = "timecmp",
        .summary = "Whether a timestamp is before (-1), the same as (0) or after (1) another one.",
        .parameters = kTwoTimes,
        .result = Shape::Number,
        .call = timecmp,
        .examples = kTimecmpExamples,
    },
    {
        .name = "timestamp",
        .summary = "The time of the apply, as an RFC 3339 timestamp in UTC.",
        .result = Shape::String,
        .call = timestamp,
        .special = Special::Undetermined,
        .examples = kTimestampExamples,
    },
};

}  // namespace

extern const FunctionTable table_time;
const FunctionTable table_time = {kFunctions};

}  // namespace wafpp::functions
