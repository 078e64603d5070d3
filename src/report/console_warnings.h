#pragma once

#include <string>
#include <vector>

#include "diag/diagnostic.h"
#include "report/console.h"

namespace wafpp::report {

/// Warnings, or errors, of one kind in one picture: how many, about what, and what can be done. `some` is not empty.
std::string condensed(const Console& console, const std::vector<const diag::Diagnostic*>& some);
/// Whether errors of the kind are better seen in one picture: there may be thousands with one cause.
bool has_summary(std::string_view kind);
/// The same of modules that are not on disk: each source once, with the calls of it.
std::string missing_modules(const Console& console, const std::vector<const diag::Diagnostic*>& warnings);
/// What is wrong with modules that nobody calls, for the values of their defaults.
std::string alone(const Console& console, const std::vector<const diag::Diagnostic*>& notes);

}  // namespace wafpp::report
