#pragma once

#include <string>

#include "documents/json_writer.h"
#include "evidence/history/timeline.h"

/// A timeline for programs and for people (docs/evidence.md).
namespace wafpp::evidence {

/// One JSON object.
void write_timeline(documents::JsonWriter& json, const Timeline& timeline);
/// A few lines for each finding, then the figures.
std::string describe(const Timeline& timeline);

}  // namespace wafpp::evidence
