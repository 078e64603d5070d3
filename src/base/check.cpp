#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace wafpp::base {

void check_failed(const char* condition, const char* what, const char* file, int line) {
  std::fprintf(stderr, "wafpp: internal error: %s (%s) at %s:%d\n", what, condition, file, line);
  std::abort();
}

}  // namespace wafpp::base
