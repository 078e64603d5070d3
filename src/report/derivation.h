#pragma once

#include <string>
#include <vector>

#include "assess/derive.h"
#include "controls/control.h"
#include "diag/source.h"

namespace wafpp::report {

/// The way to a verdict as lines of a tree: each expression with its value, below it its parts, and the places that its value came through.
std::vector<std::string> derivation_lines(const std::vector<assess::Derivation>& derivation, controls::Language language,
                                          const diag::SourceMap& sources);

}  // namespace wafpp::report
