#include <fmt/format.h>

#include "functions/yaml_scalar.h"

// Time stamps as go-yaml takes them: Go's layouts `2006-1-2T15:4:5.999999999Z07:00`, the same with `t`, `2006-1-2 15:4:5.999999999` and
// `2006-1-2`, with what Go's parser is lenient in.

namespace wafpp::functions {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads from the front; once something did not fit, nothing does any more.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}
  bool good() const { return good_; }
  bool at_end() const { return rest_.empty(); }
  char next() const { return rest_.empty() ? '\0' : rest_[0]; }

  int number(size_t least, size_t most) {
    size_t size = 0;
    int value = 0;
    while (size < most && size < rest_.size() && is_digit(rest_[size])) value = value * 10 + (rest_[size++] - '0');
    if (size < least) return fail();
    rest_.remove_prefix(size);
    return value;
  }
  int number_in(size_t least, size_t most, int lowest, int highest) {
    int value = number(least, most);
    return value < lowest || value > highest ? fail() : value;
  }
  void character(char c) {
    if (next() != c) {
      fail();
      return;
    }
    rest_.remove_prefix(1);
  }
  void spaces() {
    while (next() == ' ') rest_.remove_prefix(1);
  }
  void fraction() {
    if (rest_.size() < 2 || (rest_[0] != '.' && rest_[0] != ',') || !is_digit(rest_[1])) return;
    rest_.remove_prefix(1);
    while (is_digit(next())) rest_.remove_prefix(1);
  }

 private:
  int fail() {
    good_ = false;
    rest_ = {};
    return 0;
  }
  std::string_view rest_;
  bool good_ = true;
};

int days_in(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[month - 1];
}

/// `Z` or `+01:00`; what Go makes of it in the same form.
std::string zone(Reader& reader) {
  if (reader.next() == 'Z') {
    reader.character('Z');
    return "Z";
  }
  char sign = reader.next();
  reader.character(sign == '-' ? '-' : '+');
  // Go lets people write 24 hours and 60 minutes.
  int hours = reader.number_in(2, 2, 0, 24);
  reader.character(':');
  int minutes = reader.number_in(2, 2, 0, 60) + hours * 60;
  return minutes == 0 ? "Z" : fmt::format("{}{:02}:{:02}", sign, minutes / 60, minutes % 60);
}

}  // namespace

std::optional<std::string> yaml_time(std::string_view text) {
  Reader reader(text);
  int year = reader.number(4, 4);
  reader.character('-');
  int month = reader.number_in(1, 2, 1, 12);
  reader.character('-');
  int day = reader.number(1, 2);
  if (!reader.good() || day < 1 || day > days_in(year, month)) return std::nullopt;
  if (reader.at_end()) return fmt::format("{:04}-{:02}-{:02}T00:00:00Z", year, month, day);

  bool spaced = reader.next() == ' ';
  if (spaced) {
    reader.spaces();
  } else {
    reader.character(reader.next() == 't' ? 't' : 'T');
  }
  int hour = reader.number_in(1, 2, 0, 23);
  reader.character(':');
  int minute = reader.number_in(1, 2, 0, 59);
  reader.character(':');
  int second = reader.number_in(1, 2, 0, 59);
  reader.fraction();
  std::string offset = spaced ? "Z" : zone(reader);
  if (!reader.good() || !reader.at_end()) return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}", year, month, day, hour, minute, second, offset);
}

}  // namespace wafpp::functions
