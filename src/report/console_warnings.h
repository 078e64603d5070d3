#pragma once

#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "report/console.h"

namespace wafpp::report {

/// Warnings of one kind in one picture: how many, about what, and what can be done. `warnings` is not empty.
std::string condensed(const Console& console, const std::vector<const diag::Diagnostic*>& warnings);
/// Modules that `terraform init` would install; empty where there are none. Each source once, with the calls of it.
std::string missing_modules(const Console& console);

}  // namespace wafpp::report
