#pragma once

#include "controls/loader.h"
#include "report/page.h"

namespace wafpp::report {

/// What decides each requirement of each control: its checks by cloud, or the evidence that it names. Returns how many requirements have
/// neither: holes.
size_t coverage(const controls::ControlSet& set, Page& page);

}  // namespace wafpp::report
