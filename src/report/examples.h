#pragma once

#include <optional>
#include <string>

#include "controls/control.h"

namespace wafpp::report {

/// A check's examples, taken from the test cases that show the situations of the framework's page.
struct Examples {
  std::string compliant;
  std::string non_compliant;
};

/// Nothing where the check is not one of the built-in ones.
std::optional<Examples> examples_of(const controls::Check& check);

}  // namespace wafpp::report
