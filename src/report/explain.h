#pragma once

#include <string>

#include "controls/loader.h"

namespace wafpp::report {

struct ExplainOptions {
  controls::Language language = controls::Language::En;
  bool colour = false;
  unsigned width = 100;
};

/// All controls and their checks, a line each.
std::string list_controls(const controls::ControlSet& set, const ExplainOptions& options);
/// What a control demands: description, rationale, requirements with their checks, evidence, maturity levels.
std::string explain_control(const controls::Control& control, const ExplainOptions& options);
/// What a check asks and why, an example that meets it and one that does not (from the control's own test cases), and how to mend it.
std::string explain_check(const controls::Control& control, const controls::Check& check, const ExplainOptions& options);

}  // namespace wafpp::report
