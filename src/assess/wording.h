#pragma once

#include <string>
#include <string_view>

#include "controls/control.h"
#include "value/origin.h"

/// Sentences of findings, in both languages.
namespace wafpp::assess {

/// On what an undecided verdict hangs.
controls::Text cause_text(value::CauseKind kind, std::string_view name);
/// What to do about it; empty where there is nothing general to say.
controls::Text cause_help(value::CauseKind kind, std::string_view name);
/// The stable name of a cause: `unset_variable`, `after_apply`.
std::string_view name(value::CauseKind kind);

}  // namespace wafpp::assess
