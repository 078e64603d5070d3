#include "functions/csv.h"

#include <fmt/format.h>

namespace wafpp::functions {

namespace {

tl::unexpected<FunctionError> refuse_line(size_t line, std::string_view why) {
  return refuse(fmt::format("CSV parse error on line {}: {}", line, why));
}

constexpr std::string_view kQuoteError = "extraneous or missing \" in quoted-field";

}  // namespace

bool CsvReader::take_line() {
  if (rest_.empty()) return false;
  ++number_;
  size_t end = rest_.find('\n');
  line_ended_ = end != std::string_view::npos;
  line_ = rest_.substr(0, end);
  rest_.remove_prefix(line_ended_ ? end + 1 : rest_.size());
  if (line_.ends_with('\r')) line_.remove_suffix(1);
  return true;
}

tl::expected<std::vector<std::string>, FunctionError> CsvReader::next() {
  std::vector<std::string> record;
  do {
    if (!take_line()) return record;
  } while (line_.empty());
  size_t first_line = number_;
  for (;;) {
    WAFPP_TRY(std::string text, field());
    record.push_back(std::move(text));
    if (line_.empty()) break;
    line_.remove_prefix(1);  // The comma.
  }
  if (fields_ == 0) fields_ = record.size();
  if (record.size() != fields_) return refuse_line(first_line, "wrong number of fields");
  return record;
}

/// A field; then `line_` is empty or begins with the comma behind it.
tl::expected<std::string, FunctionError> CsvReader::field() {
  if (line_.starts_with('"')) return quoted_field();
  std::string_view text = line_.substr(0, line_.find(','));
  if (text.find('"') != std::string_view::npos) return refuse_line(number_, "bare \" in non-quoted-field");
  line_.remove_prefix(text.size());
  return std::string(text);
}

tl::expected<std::string, FunctionError> CsvReader::quoted_field() {
  line_.remove_prefix(1);
  std::string text;
  for (;;) {
    size_t quote = line_.find('"');
    if (quote == std::string_view::npos) {
      text += line_;
      if (line_ended_) text += '\n';
      if (!take_line()) return refuse_line(number_, kQuoteError);
      continue;
    }
    text += line_.substr(0, quote);
    line_.remove_prefix(quote + 1);
    if (line_.empty() || line_.starts_with(',')) return text;
    if (!line_.starts_with('"')) return refuse_line(number_, kQuoteError);
    text += '"';
    line_.remove_prefix(1);
  }
}

}  // namespace wafpp::functions
