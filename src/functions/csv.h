#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "functions/function.h"

namespace wafpp::functions {

/// The records of a text with values separated by commas, by the rules of Go's `encoding/csv`: empty lines are passed over, quotes
/// stand around a whole field, every record has as many fields as the first one.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text) : rest_(text) {}
  /// The next record; empty at the end.
  tl::expected<std::vector<std::string>, FunctionError> next();

 private:
  bool take_line();
  tl::expected<std::string, FunctionError> field();
  tl::expected<std::string, FunctionError> quoted_field();

  std::string_view rest_;
  std::string_view line_;    // What is left of the line at hand, without its end.
  bool line_ended_ = false;  // By a line feed, not by the end of the text.
  size_t number_ = 0;        // Of that line, from 1.
  size_t fields_ = 0;        // Of the first record.
};

}  // namespace wafpp::functions
