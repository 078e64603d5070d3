#pragma once

#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "report/console.h"

namespace wafpp::report {

/// Warnings of one kind in one picture: how many, about what, and what can be done. `warnings` is not empty.
std::string condensed(const Console& console, const std::vector<const diag::Diagnostic*>& warnings);
/// The same of modules that are not on disk: each source once, with the calls of it.
std::string missing_modules(const Console& console, const std::vector<const diag::Diagnostic*>& warnings);
/// What is wrong with modules that nobody calls, for the values of their defaults.
std::string alone(const Console& console, const std::vector<const diag::Diagnostic*>& notes);

}  // namespace wafpp::report
