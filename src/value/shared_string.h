#pragma once

#include <string_view>

#include "value/value.h"

namespace wafpp::value {

/// As `Value::string`, for short texts that come again and again: names of attributes, literals of questions. Each thread keeps the
/// ones it made last, so that most of them are there already.
Value shared_string(std::string_view text);

}  // namespace wafpp::value
