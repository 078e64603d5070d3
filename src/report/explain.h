#pragma once

#include <set>
#include <string>

#include "controls/loader.h"
#include "report/page.h"

namespace wafpp::report {

/// The parts of a control's page.
enum class ControlPart : uint8_t { Description, Threats, Requirements, Guidance, Checks, Evidence, Maturity, Mapping };

/// All controls and their checks, a line each.
void list_controls(const controls::ControlSet& set, Page& page);
/// What a control says of itself: the parts that are wanted, in the order above. `set` has its mapping.
void explain_control(const controls::ControlSet& set, const controls::Control& control, const std::set<ControlPart>& parts, Page& page);
/// What a check asks and why, an example that meets it and one that does not (from the control's own test cases), and how to mend it.
void explain_check(const controls::Control& control, const controls::Check& check, Page& page);
/// The same below a heading, on the page of its control.
void explain_check_below(const controls::Control& control, const controls::Check& check, Page& page);

}  // namespace wafpp::report
