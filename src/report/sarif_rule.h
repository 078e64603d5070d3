#pragma once

#include <string_view>

#include "controls/control.h"
#include "documents/json_writer.h"

namespace wafpp::report {

/// `error`, `warning` or `note`, by severity; advice is a `note`.
std::string_view sarif_level(const controls::Check& check);

/// A check as a `reportingDescriptor`: what GitHub shows above an alert and beside it. Advice has no `security-severity`, so that a gate
/// on severities lets it pass.
void write_sarif_rule(documents::JsonWriter& json, const controls::Control& control, const controls::Check& check,
                      controls::Language language);

}  // namespace wafpp::report
