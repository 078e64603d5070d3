#pragma once

#include <optional>
#include <string>

#include "controls/control.h"

namespace wafpp::report {

/// A check's examples, taken from its test cases: those of the framework's page where there are any.
struct Examples {
  std::string compliant;
  std::string non_compliant;
};

/// Nothing where the check is not one of the built-in ones.
std::optional<Examples> examples_of(const controls::Control& control, const controls::Check& check);

}  // namespace wafpp::report
