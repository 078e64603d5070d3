#include <fmt/format.h>

#include <optional>

#include "functions/go_time.h"
#include "value/quote.h"

namespace wafpp::functions {

namespace {

constexpr uint64_t kMostNanoseconds = uint64_t{1} << 63;

bool is_digit(std::string_view text, size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; }
bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in(int month, int year) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::string invalid(std::string_view why) { return fmt::format("not a valid RFC3339 timestamp{}", why); }

/// Walks the parts of a timestamp in their order, as Go's `time.Parse` does, and stops at the first that is wrong.
class Rfc3339Parser {
 public:
  Rfc3339Parser(std::string_view text, Rfc3339 rules) : rest_(text), rules_(rules) {}

  tl::expected<Time, std::string> parse() {
    read_year();
    introducer("-");
    number("month", Digits::Two, 1, 12, month_);
    introducer("-");
    number("day of month", Digits::Two, 0, 99, day_);
    introducer("T");
    size_t before_hour = rest_.size();
    number("hour", Digits::OneOrTwo, 0, 23, hour_);
    bool short_hour = before_hour - rest_.size() == 1;
    introducer(":");
    number("minute", Digits::Two, 0, 59, minute_);
    introducer(":");
    number("second", Digits::Two, 0, 59, second_);
    bool comma = rest_.starts_with(',') && is_digit(rest_, 1);
    read_fraction();
    read_offset();
    if (!error_ && !rest_.empty()) error_ = invalid(fmt::format(": cannot use {} as timestamp segment", value::quote(rest_)));
    if (!error_ && (day_ < 1 || day_ > days_in(month_, year_))) error_ = invalid(": day out of range");
    // What Go takes, and RFC 3339 does not.
    if (!error_ && rules_ == Rfc3339::Strict) {
      if (short_hour) error_ = invalid(": hour must have exactly two digits");
      if (!error_ && comma) error_ = invalid(": cannot use \",\" as timestamp segment");
      if (!error_ && (offset_hour_ > 23 || offset_minute_ > 59)) wrong("UTC offset", offset_);
    }
    if (error_) return tl::unexpected(std::move(*error_));

    Time time{.nanoseconds = nanoseconds_, .offset = offset_sign_ * (offset_hour_ * 3600 + offset_minute_ * 60)};
    int64_t days = days_since_epoch(year_, static_cast<unsigned>(month_), static_cast<unsigned>(day_));
    time.seconds = days * 86'400 + int64_t{hour_} * 3600 + int64_t{minute_} * 60 + second_ - time.offset;
    return time;
  }

 private:
  enum class Digits : uint8_t { Two, OneOrTwo };

  void wrong(std::string_view part, std::string_view at) {
    if (error_) return;
    error_ = at.empty() ? invalid(fmt::format(": end of string before {}", part))
                        : invalid(fmt::format(": cannot use {} as {}", value::quote(at), part));
    if (rules_ == Rfc3339::Lenient) return;
    // go-cty has words of its own for these.
    if (part == "hour" && at.find(':') != std::string_view::npos) error_ = invalid(": hour must be between 0 and 23 inclusive");
    if (part == "hour" && !at.empty() && at.find(':') == std::string_view::npos && at.size() != 2)
      error_ = invalid(": hour must have exactly two digits");
    if (part == "minute" && !at.empty() && at.size() != 2) error_ = invalid(": minute must have exactly two digits");
  }

  void read_year() {
    if (rest_.size() < 4 || !is_digit(rest_, 0) || !is_digit(rest_, 1) || !is_digit(rest_, 2) || !is_digit(rest_, 3))
      return wrong("year", rest_);
    for (int i = 0; i < 4; ++i) year_ = year_ * 10 + (rest_[static_cast<size_t>(i)] - '0');
    rest_.remove_prefix(4);
  }

  void introducer(std::string_view wanted) {
    if (error_) return;
    if (rest_.starts_with(wanted)) return rest_.remove_prefix(wanted.size());
    if (wanted == "T") {
      error_ = invalid(": missing required time introducer 'T'");
    } else if (rest_.empty()) {
      error_ = invalid(fmt::format(": end of string where {} is expected", value::quote(wanted)));
    } else {
      error_ = invalid(fmt::format(": found {} where {} is expected", value::quote(rest_), value::quote(wanted)));
    }
  }

  void number(std::string_view part, Digits digits, int least, int most, int& result) {
    if (error_) return;
    size_t size = is_digit(rest_, 1) ? 2 : 1;
    if (!is_digit(rest_, 0) || (size == 1 && digits == Digits::Two)) return wrong(part, rest_);
    result = rest_[0] - '0';
    if (size == 2) result = result * 10 + (rest_[1] - '0');
    rest_.remove_prefix(size);
    // Go shows what follows a number that is out of range.
    if (result < least || result > most) wrong(part, rest_);
  }

  void read_fraction() {
    if (error_ || !(rest_.starts_with('.') || rest_.starts_with(',')) || !is_digit(rest_, 1)) return;
    constexpr int kDigits = 9;  // More are read, and mean nothing.
    int count = 0;
    size_t at = 1;
    for (; is_digit(rest_, at); ++at) {
      if (count == kDigits) continue;
      nanoseconds_ = nanoseconds_ * 10 + (rest_[at] - '0');
      ++count;
    }
    for (; count < kDigits; ++count) nanoseconds_ *= 10;
    rest_.remove_prefix(at);
  }

  void read_offset() {
    if (error_) return;
    if (rest_.starts_with('Z')) return rest_.remove_prefix(1);
    offset_ = rest_;
    bool good = rest_.size() >= 6 && (rest_[0] == '+' || rest_[0] == '-') && rest_[3] == ':' && is_digit(rest_, 1) && is_digit(rest_, 2) &&
                is_digit(rest_, 4) && is_digit(rest_, 5);
    if (!good) return wrong("UTC offset", rest_);
    offset_sign_ = rest_[0] == '-' ? -1 : 1;
    offset_hour_ = (rest_[1] - '0') * 10 + (rest_[2] - '0');
    offset_minute_ = (rest_[4] - '0') * 10 + (rest_[5] - '0');
    rest_.remove_prefix(6);
    // Go lets 24 and 60 pass.
    if (offset_hour_ > 24 || offset_minute_ > 60) wrong("UTC offset", rest_);
  }

  std::string_view rest_;
  Rfc3339 rules_;
  std::optional<std::string> error_;
  int year_ = 0;
  int month_ = 1;
  int day_ = 1;
  int hour_ = 0;
  int minute_ = 0;
  int second_ = 0;
  int32_t nanoseconds_ = 0;
  std::string_view offset_;
  int offset_sign_ = 1;
  int offset_hour_ = 0;
  int offset_minute_ = 0;
};

std::optional<uint64_t> nanoseconds_in(std::string_view unit) {
  if (unit == "ns") return 1;
  if (unit == "us" || unit == "\u00b5s" || unit == "\u03bcs") return 1'000;
  if (unit == "ms") return 1'000'000;
  if (unit == "s") return 1'000'000'000;
  if (unit == "m") return 60'000'000'000;
  if (unit == "h") return 3'600'000'000'000;
  return std::nullopt;
}

/// Go's `time` quotes what is not printable ASCII byte by byte.
std::string quote_bytes(std::string_view text) {
  std::string quoted = "\"";
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || byte < ' ') {
      quoted += fmt::format("\\x{:02x}", byte);
    } else {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
  }
  return quoted + '"';
}

}  // namespace

tl::expected<Time, std::string> parse_rfc3339(std::string_view text, Rfc3339 rules) { return Rfc3339Parser(text, rules).parse(); }

tl::expected<int64_t, std::string> parse_duration(std::string_view text) {
  auto invalid_duration = [text] { return tl::unexpected(fmt::format("time: invalid duration {}", quote_bytes(text))); };
  std::string_view rest = text;
  bool negative = rest.starts_with('-');
  if (negative || rest.starts_with('+')) rest.remove_prefix(1);
  if (rest == "0") return 0;
  if (rest.empty()) return invalid_duration();

  uint64_t total = 0;
  while (!rest.empty()) {
    size_t at = 0;
    uint64_t whole = 0;
    for (; is_digit(rest, at); ++at) {
      if (whole > kMostNanoseconds / 10) return invalid_duration();
      whole = whole * 10 + static_cast<uint64_t>(rest[at] - '0');
      if (whole > kMostNanoseconds) return invalid_duration();
    }
    bool has_digits = at > 0;
    uint64_t fraction = 0;
    double scale = 1;
    if (at < rest.size() && rest[at] == '.') {
      bool full = false;  // What a uint64 does not hold any more is read, and means nothing.
      for (++at; is_digit(rest, at); ++at) {
        has_digits = true;
        uint64_t longer = fraction * 10 + static_cast<uint64_t>(rest[at] - '0');
        full = full || fraction > (kMostNanoseconds - 1) / 10 || longer > kMostNanoseconds;
        if (full) continue;
        fraction = longer;
        scale *= 10;
      }
    }
    if (!has_digits) return invalid_duration();
    size_t unit_end = at;
    while (unit_end < rest.size() && rest[unit_end] != '.' && !is_digit(rest, unit_end)) ++unit_end;
    if (unit_end == at) return tl::unexpected(fmt::format("time: missing unit in duration {}", quote_bytes(text)));
    std::string_view unit_name = rest.substr(at, unit_end - at);
    std::optional<uint64_t> unit = nanoseconds_in(unit_name);
    if (!unit) return tl::unexpected(fmt::format("time: unknown unit {} in duration {}", quote_bytes(unit_name), quote_bytes(text)));
    if (whole > kMostNanoseconds / *unit) return invalid_duration();
    uint64_t part = whole * *unit;
    if (fraction > 0) part += static_cast<uint64_t>(static_cast<double>(fraction) * (static_cast<double>(*unit) / scale));
    if (part > kMostNanoseconds) return invalid_duration();
    total += part;
    if (total > kMostNanoseconds) return invalid_duration();
    rest.remove_prefix(unit_end);
  }
  if (negative) return static_cast<int64_t>(-total);
  if (total > kMostNanoseconds - 1) return invalid_duration();
  return static_cast<int64_t>(total);
}

}  // namespace wafpp::functions
