#pragma once

namespace wafpp::base {

/// Prints `what`, the file and the line to standard error and aborts. For broken promises of our own code only.
[[noreturn, gnu::cold]] void check_failed(const char* condition, const char* what, const char* file, int line);

}  // namespace wafpp::base

/// We are at fault: stops the program when `condition` does not hold. Never used for input.
#define WAFPP_CHECK(condition, what)                                     \
  do {                                                                   \
    if (!(condition)) [[unlikely]]                                       \
      ::wafpp::base::check_failed(#condition, what, __FILE__, __LINE__); \
  } while (false)
