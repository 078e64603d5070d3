#pragma once

#include <string_view>

#include "controls/control.h"
#include "value/origin.h"

/// What the console report says at the place on which an undecided verdict hangs, and what can be done about it.
namespace wafpp::report {

/// `looked up here`
std::string_view cause_label(value::CauseKind kind, controls::Language language);
/// Empty where there is nothing general to say.
controls::Text cause_help(value::CauseKind kind, std::string_view name);

}  // namespace wafpp::report
